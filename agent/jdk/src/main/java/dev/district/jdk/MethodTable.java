package dev.district.jdk;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import jdk.internal.access.SharedSecrets;
import jdk.internal.reflect.ConstantPool;
import org.jspecify.annotations.Nullable;

/**
 * The modifiers of methods that a class declares, found by descriptor (JVMS 5.4.3.3). Reflection
 * would load every class that the signatures of all its methods name, which asks the program's
 * class loaders. So the VM's own table is read: {@code InstanceKlass::_methods}, an array of
 * pointers. How that is laid out is proved against reflection first; where the proof fails,
 * reflection it is.
 */
public final class MethodTable {
  /** Those of JVMS 4.6; the VM has others beside them. */
  private static final int MODIFIERS = 0x1DFF;

  private static final @Nullable MethodTable KNOWN = prove();

  private final int mirrorOffset = VmStructs.staticInt("java_lang_Class", "_klass_offset");
  private final long methods = VmStructs.offset("InstanceKlass", "_methods");
  private final long length = VmStructs.offset("Array<int>", "_length");
  private final long data = VmStructs.offset("Array<Method*>", "_data");
  private final long access = VmStructs.offset("Method", "_access_flags");
  private final long constant = VmStructs.offset("Method", "_constMethod");
  private final long name = VmStructs.offset("ConstMethod", "_name_index");
  private final long descriptor = VmStructs.offset("ConstMethod", "_signature_index");

  private MethodTable() {}

  /** Whether the VM's table can be read in this JVM. */
  public static boolean trusted() {
    return KNOWN != null;
  }

  /** Modifiers of the method that the class itself declares, or -1. */
  public static int modifiers(Class<?> type, String name, String descriptor) {
    return KNOWN == null ? reflected(type, name, descriptor) : KNOWN.find(type, name, descriptor);
  }

  private int find(Class<?> type, String wantedName, String wantedDescriptor) {
    if (type.isArray() || type.isPrimitive()) {
      return -1;
    }
    ConstantPool pool = SharedSecrets.getJavaLangAccess().getConstantPool(type);
    long array = Raw.U.getLong(Raw.U.getLong(type, mirrorOffset) + methods);
    int count = Raw.U.getInt(array + length);
    for (int i = 0; i < count; i++) {
      long method = Raw.U.getLong(array + data + (long) Long.BYTES * i);
      long constMethod = Raw.U.getLong(method + constant);
      if (pool.getUTF8At(index(constMethod + name)).equals(wantedName)
          && pool.getUTF8At(index(constMethod + descriptor)).equals(wantedDescriptor)) {
        return index(method + access) & MODIFIERS;
      }
    }
    return -1;
  }

  /** Whether the class itself declares a native method. */
  public static boolean declaresNative(Class<?> type) {
    if (type.isArray() || type.isPrimitive()) {
      return false;
    }
    return KNOWN == null
        ? Arrays.stream(DeclaredMethods.of(type)).anyMatch(m -> Modifier.isNative(m.getModifiers()))
        : KNOWN.hasNative(type);
  }

  private boolean hasNative(Class<?> type) {
    long array = Raw.U.getLong(Raw.U.getLong(type, mirrorOffset) + methods);
    int count = Raw.U.getInt(array + length);
    for (int i = 0; i < count; i++) {
      long method = Raw.U.getLong(array + data + (long) Long.BYTES * i);
      if (Modifier.isNative(index(method + access))) {
        return true;
      }
    }
    return false;
  }

  private static int index(long address) {
    return Short.toUnsignedInt(Raw.U.getShort(address));
  }

  private static int reflected(Class<?> type, String name, String descriptor) {
    for (Method method : DeclaredMethods.of(type)) {
      if (method.getName().equals(name) && Reflected.descriptor(method).equals(descriptor)) {
        return method.getModifiers() & MODIFIERS;
      }
    }
    return -1;
  }

  /** Methods of all kinds. */
  private abstract static class Probe<T> implements ToIntFunction<T> {
    static synchronized long number(long[] numbers, Probe<?> other) {
      return numbers.length + other.hashCode();
    }

    protected abstract @Nullable T any(T[][] array);

    protected final strictfp double varied(String... texts) {
      return texts.length;
    }

    private void hidden() {}
  }

  private static @Nullable MethodTable prove() {
    try {
      MethodTable table = new MethodTable();
      int seen = 0;
      for (Class<?> type :
          List.of(
              Probe.class,
              Object.class,
              Class.class,
              Thread.class,
              Runnable.class,
              ConcurrentHashMap.class)) {
        for (Method method : DeclaredMethods.of(type)) {
          String signature = Reflected.descriptor(method);
          if (table.find(type, method.getName(), signature) != method.getModifiers()) {
            return null;
          }
          seen++;
        }
        boolean isNative =
            Arrays.stream(DeclaredMethods.of(type))
                .anyMatch(method -> Modifier.isNative(method.getModifiers()));
        if (table.hasNative(type) != isNative
            || table.find(type, "nowhere", MethodType.methodType(void.class).descriptorString())
                != -1) {
          return null;
        }
      }
      return seen > 0 ? table : null;
    } catch (IllegalStateException | IllegalArgumentException e) {
      return null;
    }
  }
}
