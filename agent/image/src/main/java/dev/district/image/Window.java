package dev.district.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * A range of the file, read front to back. Plain reads, not a mapping: a file that is cut short or
 * a disk that fails must end in an exception, and a mapping would end in SIGBUS inside a checksum.
 */
final class Window {
  private static final int READ_AHEAD_BYTES = 256 << 10;
  private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

  private final FileChannel channel;
  private final Place place;
  private final long end;
  private long readPosition;
  private ByteBuffer buffer = EMPTY;

  Window(FileChannel channel, long start, long end, Place place) {
    this.channel = channel;
    this.place = place;
    this.readPosition = start;
    this.end = end;
  }

  /** Offset in the file of the next byte to be taken. */
  long position() {
    return readPosition - buffer.remaining();
  }

  /** Bytes not taken yet. */
  long remaining() {
    return end - position();
  }

  /** The next {@code count} bytes, little-endian, outside the heap; valid until the next call. */
  ByteBuffer take(int count) throws IOException {
    if (count > remaining()) {
      throw place.at(position()).corrupt(count + " bytes are due, " + remaining() + " are left");
    }
    if (buffer.remaining() < count) {
      fill(count);
    }
    ByteBuffer taken = buffer.slice(buffer.position(), count).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(buffer.position() + count);
    return taken;
  }

  private void fill(int count) throws IOException {
    int kept = buffer.remaining();
    int wanted = count + ChunkHeader.BYTES;
    int capacity = (int) Math.min(Math.max(wanted, READ_AHEAD_BYTES), remaining());
    if (buffer.capacity() < capacity) {
      buffer = ImageLayout.direct(capacity).put(buffer);
    } else {
      buffer.compact();
    }
    buffer.limit(capacity);
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, readPosition);
      if (read < 0) {
        throw place.at(readPosition).corrupt("the file ends early");
      }
      readPosition += read;
    }
    buffer.flip();
    if (buffer.remaining() < kept) {
      throw new AssertionError("window shrank at " + readPosition);
    }
  }
}
