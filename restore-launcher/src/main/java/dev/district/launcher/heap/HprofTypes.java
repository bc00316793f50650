package dev.district.launcher.heap;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;

/** The basic types of HPROF, and values in its byte order. */
final class HprofTypes {
  static final int OBJECT = 2;

  private static final Map<Character, Integer> CODES =
      Map.of('Z', 4, 'C', 5, 'F', 6, 'D', 7, 'B', 8, 'S', 9, 'I', 10, 'J', 11);
  private static final boolean SWAP = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private HprofTypes() {}

  /** The code of a primitive's descriptor; that of an object for anything else. */
  static int code(char kind) {
    return CODES.getOrDefault(kind, OBJECT);
  }

  /** Writes a number that lies in native byte order. */
  static void bigEndian(DataOutputStream out, byte[] bytes, int at, int size) throws IOException {
    for (int i = 0; i < size; i++) {
      out.writeByte(bytes[SWAP ? at + size - 1 - i : at + i]);
    }
  }
}
