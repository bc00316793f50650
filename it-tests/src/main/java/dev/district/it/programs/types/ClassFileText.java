package dev.district.it.programs.types;

import java.io.DataOutputStream;
import java.io.IOException;

/** Pieces of class files written by hand (JVMS 4). */
final class ClassFileText {
  private static final int UTF8 = 1;

  private ClassFileText() {}

  static void text(DataOutputStream file, String text) throws IOException {
    file.writeByte(UTF8);
    file.writeUTF(text);
  }

  static void pair(DataOutputStream file, int tag, int... values) throws IOException {
    file.writeByte(tag);
    shorts(file, values);
  }

  static void shorts(DataOutputStream file, int... values) throws IOException {
    for (int value : values) {
      file.writeShort(value);
    }
  }
}
