package dev.district.jdk;

import dev.district.jdk.DeclaredFields.DeclaredField;

/**
 * Objects of the platform's native libraries outside {@code java.base}, AWT and Java 2D above all:
 * they keep addresses in fields of type {@code long}, which mean nothing to another JVM, and crash
 * it. Told by their classes: one in the hierarchy has native methods, or they are the desktop
 * module's own.
 */
public final class NativePeers {
  private static final String DESKTOP = "java.desktop";

  private NativePeers() {}

  /** Whether objects of a platform class may hold an address. */
  public static boolean mayBe(Class<?> type) {
    Module module = type.getModule();
    if (type.isArray() || !module.isNamed() || module == Object.class.getModule()) {
      return false;
    }
    boolean suspected = DESKTOP.equals(module.getName()) && type.getName().startsWith("sun.");
    boolean numbers = false;
    for (Class<?> c = type; c != null && c.getModule() == module; c = c.getSuperclass()) {
      suspected |= MethodTable.declaresNative(c);
      numbers |= DeclaredFields.of(c).stream().anyMatch(NativePeers::isNumber);
    }
    return suspected && numbers;
  }

  /** Whether an object of such a class holds one. */
  public static boolean holdAddress(Object o) {
    Module module = o.getClass().getModule();
    for (Class<?> c = o.getClass(); c != null && c.getModule() == module; c = c.getSuperclass()) {
      for (DeclaredField field : DeclaredFields.of(c)) {
        if (isNumber(field) && Raw.getLong(o, field.offset()) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNumber(DeclaredField field) {
    return field.descriptor().equals("J") && !field.isStatic();
  }
}
