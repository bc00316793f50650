package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * The register of loader classes that are parallel capable, which they enter in their static
 * initialisers ({@code ClassLoader.registerAsParallelCapable}).
 */
public final class ParallelLoaders {
  private static final Class<?> REGISTER =
      Lookups.bootClass("java.lang.ClassLoader$ParallelLoaders");
  private static final MethodType TYPE = MethodType.methodType(boolean.class, Class.class);
  private static final MethodHandle IS_REGISTERED =
      Lookups.findStatic(REGISTER, "isRegistered", TYPE);
  private static final MethodHandle ADD = Lookups.findStatic(REGISTER, "register", TYPE);

  private ParallelLoaders() {}

  public static boolean has(Class<?> type) {
    if (!ClassLoader.class.isAssignableFrom(type)) {
      return false;
    }
    try {
      return (boolean) IS_REGISTERED.invokeExact((Class) type);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Enters a class whose superclass is in the register. */
  public static void add(Class<?> type) {
    try {
      boolean added = (boolean) ADD.invokeExact((Class) type);
      if (!added) {
        throw new IllegalStateException(
            type.getName() + " can't be parallel capable: its superclass isn't");
      }
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
