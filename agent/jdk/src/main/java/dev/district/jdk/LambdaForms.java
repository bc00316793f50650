package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The hidden classes that carry method handles: which frames are theirs, and their bytecode,
 * generated again from the lambda form (a hidden class can't be retransformed, so its bytes can't
 * be had from the VM).
 */
public final class LambdaForms {
  private static final Class<?> FORM = Lookups.bootClass("java.lang.invoke.LambdaForm");
  private static final String PACKAGE = "java.lang.invoke.";

  private LambdaForms() {}

  /** Whether the class holds compiled lambda forms. */
  public static boolean isForm(Class<?> type) {
    if (type.getClassLoader() != null) {
      return false;
    }
    String name = type.getName();
    return name.startsWith(PACKAGE)
        && (name.startsWith("LambdaForm$", PACKAGE.length()) || name.endsWith("$Holder"));
  }

  /** Class file of the form the handle runs by, or null if that form isn't the given class. */
  public static byte @Nullable [] code(MethodHandle handle, Class<?> expected) {
    Object form = Raw.get(handle, MethodHandle.class, "form");
    Object entry = form == null ? null : Raw.get(form, FORM, "vmentry");
    if (entry == null || Raw.get(entry, entry.getClass(), "clazz") != expected) {
      return null;
    }
    try {
      Class<?> generator = Lookups.bootClass("java.lang.invoke.InvokerBytecodeGenerator");
      Constructor<?> constructor =
          generator.getDeclaredConstructor(String.class, FORM, MethodType.class);
      MethodType type = (MethodType) Lookups.findByName(FORM, "methodType").invoke(form);
      Object writer = Lookups.TRUSTED.unreflectConstructor(constructor).invoke("MH", form, type);
      return (byte[]) Lookups.findByName(generator, "generateCustomizedCodeBytes").invoke(writer);
    } catch (Throwable t) {
      throw new IllegalStateException("lambda form of " + expected.getName(), t);
    }
  }

  /** Value of the constant field of a form's class, or null. */
  public static @Nullable Object constant(Class<?> form, String name) {
    Field field = Raw.fieldOrNull(form, name);
    return field == null || field.getType().isPrimitive() ? null : Raw.getStatic(form, name);
  }

  /** What a bound method handle holds in the field, or null. */
  public static @Nullable Object bound(Object handle, String name) {
    if (!(handle instanceof MethodHandle)) {
      return null;
    }
    for (Class<?> type = handle.getClass(); type != null; type = type.getSuperclass()) {
      Field field = Raw.fieldOrNull(type, name);
      if (field != null) {
        return field.getType().isPrimitive() ? null : Raw.get(handle, type, name);
      }
    }
    return null;
  }

  /**
   * Whether the object is a direct handle of one of the JDK's boxing, unboxing and widening
   * methods.
   */
  public static boolean isConversion(Object handle) {
    Class<?> direct = Lookups.bootClass("java.lang.invoke.DirectMethodHandle");
    if (!direct.isInstance(handle)) {
      return false;
    }
    Object member = Raw.get(handle, direct, "member");
    Class<?> owner = member == null ? null : (Class<?>) Raw.get(member, member.getClass(), "clazz");
    return owner != null && owner.getName().equals("sun.invoke.util.ValueConversions");
  }
}
