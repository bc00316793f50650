package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;

/**
 * A class with a dynamic constant (JVMS 4.4.10), written by hand because javac makes them from
 * release 21 on, for switches over patterns and constants of an enum.
 */
public final class DynamicConstants {
  private static final String OWNER = DynamicConstants.class.getName().replace('.', '/');
  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
          + "Ljava/lang/Object;";
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHODREF = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int DYNAMIC = 17;
  private static final int CONSTANTS = 19;
  private static final int JAVA_11 = 55;

  private DynamicConstants() {}

  /** The bootstrap method. */
  public static Object constant(Lookup lookup, String name, Class<?> type) {
    return name + " of " + lookup.lookupClass().getSimpleName();
  }

  private static byte[] made() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    file.writeInt(0xCAFEBABE);
    file.writeInt(JAVA_11);
    file.writeShort(CONSTANTS + 1);
    text(file, OWNER.replace("DynamicConstants", "Made"));
    pair(file, CLASS, 1);
    text(file, "java/lang/Object");
    pair(file, CLASS, 3);
    text(file, "get");
    text(file, "()Ljava/lang/Object;");
    text(file, "Code");
    text(file, "BootstrapMethods");
    text(file, OWNER);
    pair(file, CLASS, 9);
    text(file, "constant");
    text(file, BOOTSTRAP);
    pair(file, NAME_AND_TYPE, 11, 12);
    pair(file, METHODREF, 10, 13);
    file.writeByte(METHOD_HANDLE);
    file.writeByte(6);
    file.writeShort(14);
    text(file, "value");
    text(file, "Ljava/lang/Object;");
    pair(file, NAME_AND_TYPE, 16, 17);
    pair(file, DYNAMIC, 0, 18);
    shorts(file, 0x21, 2, 4, 0, 0, 1);
    shorts(file, 9, 5, 6, 1, 7);
    file.writeInt(15);
    shorts(file, 1, 0);
    file.writeInt(3);
    file.write(new byte[] {0x12, CONSTANTS, (byte) 0xB0});
    shorts(file, 0, 0, 1, 8);
    file.writeInt(6);
    shorts(file, 1, 15, 0);
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream file, String text) throws IOException {
    file.writeByte(UTF8);
    file.writeUTF(text);
  }

  private static void pair(DataOutputStream file, int tag, int... values) throws IOException {
    file.writeByte(tag);
    shorts(file, values);
  }

  private static void shorts(DataOutputStream file, int... values) throws IOException {
    for (int value : values) {
      file.writeShort(value);
    }
  }

  public static void main(String[] args) throws Exception {
    Class<?> made = MethodHandles.lookup().defineClass(made());
    Method get = made.getMethod("get");
    int length = 0;
    for (int i = 0; i < Pace.steps(args); i++) {
      Pace.beat();
      String value = (String) get.invoke(null);
      length += value.length();
      System.out.println(i + ": " + value + " " + length);
    }
    System.out.println("done: " + made.getSimpleName());
  }
}
