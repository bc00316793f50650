package dev.district.it.programs.members;

import java.nio.ByteBuffer;

/**
 * One direction of a connection: numbered blocks whose every word follows from connection,
 * direction, number and place. One object writes it, or checks it.
 */
final class Stream {
  static final int BLOCK = 8 << 10;
  private static final long ON = 0x6f6e;
  private static final long LAST = 0x656e64;
  private static final int HEAD = 2 * Long.BYTES;

  private final long name;
  private long number;
  private boolean over;

  /**
   * @param connection its number
   * @param upwards whether it is the direction from the client to the server
   */
  Stream(int connection, boolean upwards) {
    name = connection * 2L + (upwards ? 1 : 0);
  }

  /** Fills the buffer with the next block. */
  void write(ByteBuffer block, boolean last) {
    block.clear();
    block.putLong(last ? LAST : ON).putLong(number);
    for (long word = seed(); block.hasRemaining(); word = next(word)) {
      block.putLong(word);
    }
    block.flip();
    number++;
    over = last;
  }

  /** Fails unless the block is the next one. */
  void check(ByteBuffer block) {
    block.flip();
    long state = block.getLong();
    long found = block.getLong();
    if (over || found != number || state != ON && state != LAST) {
      throw new IllegalStateException(
          "stream " + name + ": block " + number + " expected, found " + found + " in " + state);
    }
    for (long word = seed(); block.hasRemaining(); word = next(word)) {
      long read = block.getLong();
      if (read != word) {
        throw new IllegalStateException(
            "stream " + name + ", block " + number + ", byte " + block.position() + ": " + read);
      }
    }
    block.clear();
    number++;
    over = state == LAST;
  }

  private long seed() {
    return (name * 0x9E3779B97F4A7C15L ^ number) * 0xBF58476D1CE4E5B9L + HEAD;
  }

  private static long next(long word) {
    return word * 6364136223846793005L + 1442695040888963407L;
  }

  boolean isOver() {
    return over;
  }

  long number() {
    return number;
  }
}
