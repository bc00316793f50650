package dev.district.it.programs.types;

import java.io.DataOutputStream;
import java.io.IOException;

/** Pieces of class files written by hand (JVMS 4). */
public final class ClassFileText {
  private static final int UTF8 = 1;

  private ClassFileText() {}

  public static void text(DataOutputStream file, String text) throws IOException {
    file.writeByte(UTF8);
    file.writeUTF(text);
  }

  public static void pair(DataOutputStream file, int tag, int... values) throws IOException {
    file.writeByte(tag);
    shorts(file, values);
  }

  public static void shorts(DataOutputStream file, int... values) throws IOException {
    for (int value : values) {
      file.writeShort(value);
    }
  }
}
