package dev.district.core.crossings;

import dev.district.core.wire.Block;
import dev.district.image.meta.Bytes;
import dev.district.jdk.NativeBuffers;
import dev.district.jdk.Raw;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The last part of one direction of a connection, by position in the stream. The bytes lie outside
 * the heap, which is the program's. Not safe for use by several threads.
 */
final class Retained {
  private static final int CHUNK = 1 << 15;
  private static final long BYTES = Raw.arrayBase(byte[].class);

  private final Deque<Long> chunks = new ArrayDeque<>();
  private long start;
  private long end;

  /** Position of the first byte of the first chunk. */
  private long base;

  /**
   * @param start position of the first byte that will be kept
   */
  Retained(long start) {
    reset(start);
  }

  /** Forgets everything before a position that may be anywhere. */
  void reset(long position) {
    chunks.forEach(Raw::freeMemory);
    chunks.clear();
    base = position;
    start = position;
    end = position;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  long size() {
    return end - start;
  }

  void append(byte[] bytes) {
    append(bytes, BYTES, bytes.length);
  }

  /** Bytes from memory outside the heap. */
  void append(long address, long length) {
    append(null, address, length);
  }

  private void append(byte @Nullable [] source, long from, long length) {
    long done = 0;
    while (done < length) {
      int used = (int) ((end - base) % CHUNK);
      if (used == 0) {
        chunks.addLast(Raw.allocateMemory(CHUNK));
      }
      long part = Math.min(CHUNK - used, length - done);
      Raw.copyMemory(source, from + done, null, chunks.getLast() + used, part);
      end += part;
      done += part;
    }
  }

  /** Forgets what is before a position; keeps everything if there is nothing of it. */
  void trim(long position) {
    if (position <= start) {
      return;
    }
    if (position >= end) {
      reset(Math.max(position, end));
      return;
    }
    start = position;
    while (start - base >= CHUNK) {
      Raw.freeMemory(chunks.removeFirst());
      base += CHUNK;
    }
  }

  /** Whether everything from a position on is there. */
  boolean reaches(long position) {
    return start <= position && position <= end;
  }

  /** What is between two positions, both of which must be there. */
  byte[] copy(long from, long to) {
    if (from < start || to > end || from > to) {
      throw new IllegalArgumentException(
          "bytes " + from + " to " + to + " of " + start + " to " + end);
    }
    byte[] copy = new byte[Math.toIntExact(to - from)];
    long position = base;
    for (long chunk : chunks) {
      long first = Math.max(from, position);
      long last = Math.min(to, position + CHUNK);
      if (first < last) {
        Raw.copyMemory(null, chunk + first - position, copy, BYTES + first - from, last - first);
      }
      position += CHUNK;
    }
    return copy;
  }

  byte[] all() {
    return copy(start, end);
  }

  /** The same for an image. */
  Block block() {
    Block block = new Block();
    long position = base;
    for (long chunk : chunks) {
      long first = Math.max(start, position);
      long last = Math.min(end, position + CHUNK);
      block.append(chunk + first - position, last - first);
      position += CHUNK;
    }
    return block;
  }

  /** Appends what an image had. */
  void append(Bytes bytes) {
    for (ByteBuffer some : Block.from(bytes).chunks()) {
      append(NativeBuffers.address(some) + some.position(), some.remaining());
    }
  }
}
