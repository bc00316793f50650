package dev.district.core.values;

import dev.district.jdk.Raw;

/** Streams over the entries of a directory, which hold memory of the C library while open. */
final class Directories {
  private Directories() {}

  static boolean isOpen(Object stream) {
    return Raw.getByte(stream, Raw.offset(Raw.field(stream.getClass(), "isClosed"))) == 0;
  }
}
