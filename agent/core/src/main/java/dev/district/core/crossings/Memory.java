package dev.district.core.crossings;

import dev.district.jdk.Raw;

/**
 * What the JDK hands to the kernel: bytes at an address, or structures {@code iovec} of {@code
 * readv(2)} there, which say where the bytes are.
 *
 * <pre>
 * address 8 | length 8
 * </pre>
 */
final class Memory {
  private static final int STRUCTURE = 16;
  private static final long BYTES = Raw.arrayBase(byte[].class);

  private Memory() {}

  /** Takes a piece. */
  interface Piece {
    void at(long address, long length);
  }

  /** The pieces that the first so many bytes lie in. */
  static void each(long address, boolean vector, long length, Piece piece) {
    if (!vector) {
      piece.at(address, length);
      return;
    }
    long left = length;
    for (long structure = address; left > 0; structure += STRUCTURE) {
      long part = Math.min(left, Raw.getLong(null, structure + 8));
      if (part > 0) {
        piece.at(Raw.getLong(null, structure), part);
      }
      left -= part;
    }
  }

  /**
   * A copy of what is to be written.
   *
   * @param count of bytes, or of structures
   * @param most how many bytes at most
   */
  static byte[] copy(long address, int count, boolean vector, int most) {
    long all = vector ? 0 : count;
    for (int i = 0; vector && i < count; i++) {
      all += Raw.getLong(null, address + (long) i * STRUCTURE + 8);
    }
    byte[] copy = new byte[(int) Math.min(all, most)];
    int[] done = {0};
    each(
        address,
        vector,
        copy.length,
        (from, length) -> {
          Raw.copyMemory(null, from, copy, BYTES + done[0], length);
          done[0] += (int) length;
        });
    return copy;
  }
}
