package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The trusted look-up of {@code java.lang.invoke}: reaches every member of every class. Requires
 * {@code java.base/jdk.internal.misc} to be exported to this module.
 */
public final class Lookups {
  /** {@code MethodHandles.Lookup.IMPL_LOOKUP}. */
  public static final Lookup TRUSTED = trusted();

  private Lookups() {}

  private static Lookup trusted() {
    try {
      Field field = Lookup.class.getDeclaredField("IMPL_LOOKUP");
      return (Lookup)
          Raw.U.getReference(Raw.U.staticFieldBase(field), Raw.U.staticFieldOffset(field));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Trusted access seen from the given class: its private members, its nest, its loader. */
  public static Lookup in(Class<?> type) {
    return TRUSTED.in(type);
  }

  public static MethodHandle findVirtual(Class<?> owner, String name, MethodType type) {
    try {
      return TRUSTED.findVirtual(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getName() + "." + name + type, e);
    }
  }

  public static MethodHandle findConstructor(Class<?> owner, MethodType type) {
    try {
      return TRUSTED.findConstructor(owner, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getName() + type, e);
    }
  }

  public static MethodHandle findStatic(Class<?> owner, String name, MethodType type) {
    try {
      return TRUSTED.findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getName() + "." + name + type, e);
    }
  }

  /**
   * The class whose method a call on an object of the owner, a linked class, reaches; null if there
   * is none. Loads nothing but what the type names, other than reflection, which loads what any
   * method of a class names.
   */
  public static @Nullable Class<?> declaring(Class<?> owner, String name, MethodType type) {
    try {
      return TRUSTED.revealDirect(TRUSTED.findVirtual(owner, name, type)).getDeclaringClass();
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** The declared method with these parameter types, whatever it returns. */
  public static MethodHandle findByName(Class<?> owner, String name, Class<?>... parameters) {
    try {
      Method method = owner.getDeclaredMethod(name, parameters);
      return TRUSTED.unreflect(method);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getName() + "." + name, e);
    }
  }

  /** The class of that name in the boot loader, initialised or not. */
  public static Class<?> bootClass(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
