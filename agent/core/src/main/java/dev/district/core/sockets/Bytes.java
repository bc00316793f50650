package dev.district.core.sockets;

import java.util.Arrays;

/** Bytes in a row; without a copy where one part is all. */
final class Bytes {
  private Bytes() {}

  static byte[] join(byte[] first, byte[] second) {
    if (first.length == 0 || second.length == 0) {
      return first.length == 0 ? second : first;
    }
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
