package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Raw access to objects, statics and native memory through {@code jdk.internal.misc.Unsafe}.
 *
 * <p>{@code sun.misc.Unsafe} will not do: it warns from release 24 on (JEP 498) and refuses records
 * and hidden classes. Requires {@code java.base/jdk.internal.misc} to be exported to this module
 * and {@code java.base/java.lang} to be open.
 */
public final class Raw {
  /** The one instance; every other class of this room uses it directly. */
  static final Unsafe U = Unsafe.getUnsafe();

  private Raw() {}

  /** Made when first needed: a start of the agent needs neither. */
  private static final class Handles {
    static final MethodHandle DECLARED_FIELDS =
        Lookups.findVirtual(
            Class.class, "getDeclaredFields0", MethodType.methodType(Field[].class, boolean.class));
    static final MethodHandle ARRAY_BASE =
        Lookups.findByName(Unsafe.class, "arrayBaseOffset", Class.class)
            .asType(MethodType.methodType(long.class, Unsafe.class, Class.class));
  }

  /**
   * All fields declared by the class, those that reflection filters out included. Loads the classes
   * of their types.
   */
  public static Field[] declaredFields(Class<?> type) {
    return fields(type, false);
  }

  static Field[] publicFields(Class<?> type) {
    return fields(type, true);
  }

  private static Field[] fields(Class<?> type, boolean onlyPublic) {
    try {
      return (Field[]) Handles.DECLARED_FIELDS.invokeExact(type, onlyPublic);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /**
   * The declared field of that name, or an {@link IllegalArgumentException} naming class and field.
   */
  public static Field field(Class<?> type, String name) {
    Field found = fieldOrNull(type, name);
    if (found == null) {
      throw new IllegalArgumentException("no field " + type.getName() + "." + name);
    }
    return found;
  }

  /** The declared field of that name, or null. */
  public static @Nullable Field fieldOrNull(Class<?> type, String name) {
    for (Field field : declaredFields(type)) {
      if (field.getName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  public static long offset(Field instanceField) {
    return U.objectFieldOffset(instanceField);
  }

  public static Object staticBase(Field staticField) {
    return U.staticFieldBase(staticField);
  }

  public static long staticOffset(Field staticField) {
    return U.staticFieldOffset(staticField);
  }

  /** Offset of element 0; the signature changed from int to long in 25, hence the handle. */
  public static long arrayBase(Class<?> arrayType) {
    try {
      return (long) Handles.ARRAY_BASE.invokeExact(U, (Class) arrayType);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  public static int arrayScale(Class<?> arrayType) {
    return U.arrayIndexScale(arrayType);
  }

  public static @Nullable Object getReference(@Nullable Object base, long offset) {
    return U.getReference(base, offset);
  }

  public static void putReference(@Nullable Object base, long offset, @Nullable Object value) {
    U.putReference(base, offset, value);
  }

  public static byte getByte(@Nullable Object base, long offset) {
    return U.getByte(base, offset);
  }

  public static void putByte(@Nullable Object base, long offset, byte value) {
    U.putByte(base, offset, value);
  }

  public static short getShort(@Nullable Object base, long offset) {
    return U.getShort(base, offset);
  }

  public static void putShort(@Nullable Object base, long offset, short value) {
    U.putShort(base, offset, value);
  }

  public static int getInt(@Nullable Object base, long offset) {
    return U.getInt(base, offset);
  }

  public static void putInt(@Nullable Object base, long offset, int value) {
    U.putInt(base, offset, value);
  }

  public static long getLong(@Nullable Object base, long offset) {
    return U.getLong(base, offset);
  }

  public static void putLong(@Nullable Object base, long offset, long value) {
    U.putLong(base, offset, value);
  }

  public static boolean compareAndSetLong(Object base, long offset, long expected, long value) {
    return U.compareAndSetLong(base, offset, expected, value);
  }

  public static void copyMemory(
      @Nullable Object from, long fromOffset, @Nullable Object to, long toOffset, long bytes) {
    U.copyMemory(from, fromOffset, to, toOffset, bytes);
  }

  public static long allocateMemory(long bytes) {
    return U.allocateMemory(bytes);
  }

  public static void setMemory(long address, long bytes, byte value) {
    U.setMemory(address, bytes, value);
  }

  public static void freeMemory(long address) {
    U.freeMemory(address);
  }

  /**
   * An instance of the class on which no constructor has run; the class is initialised first if
   * need be.
   */
  public static Object allocateInstance(Class<?> type) {
    try {
      return U.allocateInstance(type);
    } catch (InstantiationException e) {
      throw new IllegalArgumentException(type.getName(), e);
    }
  }

  public static void ensureInitialized(Class<?> type) {
    U.ensureClassInitialized(type);
  }

  public static boolean isInitialized(Class<?> type) {
    return !U.shouldBeInitialized(type);
  }

  /**
   * Defines a class; a null loader is the boot loader (the way that keeps class-data sharing on).
   */
  public static Class<?> defineClass(
      String internalName,
      byte[] bytes,
      @Nullable ClassLoader loader,
      @Nullable ProtectionDomain domain) {
    return U.defineClass(internalName, bytes, 0, bytes.length, loader, domain);
  }

  /** Value of a reference field found by name in the object's class or a superclass. */
  public static @Nullable Object get(Object target, Class<?> declaring, String name) {
    return U.getReference(target, U.objectFieldOffset(field(declaring, name)));
  }

  public static void set(Object target, Class<?> declaring, String name, @Nullable Object value) {
    U.putReference(target, U.objectFieldOffset(field(declaring, name)), value);
  }

  public static @Nullable Object getStatic(Class<?> declaring, String name) {
    Field field = field(declaring, name);
    return U.getReference(U.staticFieldBase(field), U.staticFieldOffset(field));
  }

  public static void setStatic(Class<?> declaring, String name, @Nullable Object value) {
    Field field = field(declaring, name);
    U.putReference(U.staticFieldBase(field), U.staticFieldOffset(field), value);
  }
}
