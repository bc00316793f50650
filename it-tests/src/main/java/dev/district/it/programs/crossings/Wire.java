package dev.district.it.programs.crossings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection that doesn't block: words of 64 bits in both directions. */
final class Wire {
  private static final int ROOM = 1 << 16;

  private final SocketChannel channel;
  private final Codec codec;
  private final ByteBuffer plainOut = ByteBuffer.allocate(ROOM);
  private final ByteBuffer wireOut = ByteBuffer.allocateDirect(ROOM);
  private final ByteBuffer wireIn = ByteBuffer.allocateDirect(ROOM);
  private final ByteBuffer plainIn = ByteBuffer.allocate(ROOM);
  private boolean ended;

  Wire(SocketChannel channel, Codec codec) {
    this.channel = channel;
    this.codec = codec;
  }

  /** To be sent by {@link #pump}. */
  void send(long word) {
    plainOut.putLong(word);
  }

  /** Whether that many words have come. */
  boolean has(int words) {
    return plainIn.position() >= words * Long.BYTES;
  }

  /** The next word, which must be there. */
  long next() {
    plainIn.flip();
    long word = plainIn.getLong();
    plainIn.compact();
    return word;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Moves what can be moved; says what the connection is to be selected for. */
  int pump() throws IOException {
    boolean moved = true;
    while (moved) {
      moved = read() + write() > 0;
    }
    boolean left = plainOut.position() > 0 || wireOut.position() > 0;
    return left ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
  }

  private int read() throws IOException {
    int count = ended || !wireIn.hasRemaining() ? 0 : channel.read(wireIn);
    ended |= count < 0;
    wireIn.flip();
    codec.unwrap(wireIn, plainIn);
    wireIn.compact();
    return Math.max(count, 0);
  }

  private int write() throws IOException {
    plainOut.flip();
    codec.wrap(plainOut, wireOut);
    plainOut.compact();
    wireOut.flip();
    int count = channel.write(wireOut);
    wireOut.compact();
    return count;
  }
}
