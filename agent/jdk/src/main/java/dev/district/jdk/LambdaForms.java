package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/**
 * The hidden classes that carry method handles: which frames are theirs, and their bytecode, generated again from the
 * lambda form (a hidden class can't be retransformed, so its bytes can't be had from the VM).
 */
public final class LambdaForms {
  private static final Class<?> FORM = Lookups.bootClass("java.lang.invoke.LambdaForm");
  private static final Class<?> NAME = Lookups.bootClass("java.lang.invoke.LambdaForm$Name");
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

  /** How many of the handle's last steps do nothing but box or unbox a value. */
  public static int trailingConversions(MethodHandle handle) {
    Object form = Raw.get(handle, MethodHandle.class, "form");
    Object[] names = form == null ? null : (Object[]) Raw.get(form, FORM, "names");
    int count = 0;
    for (int i = names == null ? -1 : names.length - 1; i >= 0 && converts(names[i]); i--) {
      count++;
    }
    return count;
  }

  private static boolean converts(Object name) {
    Object function = Raw.get(name, NAME, "function");
    Object member = function == null ? null : Raw.get(function, function.getClass(), "member");
    Class<?> owner =
        member == null ? null : (Class<?>) Raw.get(member, member.getClass(), "clazz");
    return owner != null && owner.getName().equals("sun.invoke.util.ValueConversions");
  }
}
