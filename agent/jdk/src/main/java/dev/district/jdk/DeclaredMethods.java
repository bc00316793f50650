package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/** The methods a class declares, those that reflection filters out included. */
public final class DeclaredMethods {
  private static final MethodHandle DECLARED =
      Lookups.findVirtual(
          Class.class, "getDeclaredMethods0", MethodType.methodType(Method[].class, boolean.class));

  private DeclaredMethods() {}

  public static Method[] of(Class<?> type) {
    try {
      return (Method[]) DECLARED.invokeExact(type, false);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
