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
    ClassFileText.text(file, OWNER.replace("DynamicConstants", "Made"));
    ClassFileText.pair(file, CLASS, 1);
    ClassFileText.text(file, "java/lang/Object");
    ClassFileText.pair(file, CLASS, 3);
    ClassFileText.text(file, "get");
    ClassFileText.text(file, "()Ljava/lang/Object;");
    ClassFileText.text(file, "Code");
    ClassFileText.text(file, "BootstrapMethods");
    ClassFileText.text(file, OWNER);
    ClassFileText.pair(file, CLASS, 9);
    ClassFileText.text(file, "constant");
    ClassFileText.text(file, BOOTSTRAP);
    ClassFileText.pair(file, NAME_AND_TYPE, 11, 12);
    ClassFileText.pair(file, METHODREF, 10, 13);
    file.writeByte(METHOD_HANDLE);
    file.writeByte(6);
    file.writeShort(14);
    ClassFileText.text(file, "value");
    ClassFileText.text(file, "Ljava/lang/Object;");
    ClassFileText.pair(file, NAME_AND_TYPE, 16, 17);
    ClassFileText.pair(file, DYNAMIC, 0, 18);
    ClassFileText.shorts(file, 0x21, 2, 4, 0, 0, 1);
    ClassFileText.shorts(file, 9, 5, 6, 1, 7);
    file.writeInt(15);
    ClassFileText.shorts(file, 1, 0);
    file.writeInt(3);
    file.write(new byte[] {0x12, CONSTANTS, (byte) 0xB0});
    ClassFileText.shorts(file, 0, 0, 1, 8);
    file.writeInt(6);
    ClassFileText.shorts(file, 1, 15, 0);
    return bytes.toByteArray();
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
