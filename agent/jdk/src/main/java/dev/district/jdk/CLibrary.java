package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Functions of the C library with arguments of integer type, called through {@link NativeCalls} and
 * linked at their first use. Errors are told by the result only: {@code errno} does not survive the
 * way back into Java.
 */
final class CLibrary {
  private static final Map<String, MethodHandle> LINKED = new ConcurrentHashMap<>();

  private CLibrary() {}

  private static MethodHandle link(String name, int arguments) {
    return LINKED.computeIfAbsent(
        name,
        function -> {
          try {
            return NativeCalls.downcall(VmSymbols.address(function), arguments);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the C library's " + function + " can't be called", e);
          }
        });
  }

  static int call(String name, long a) {
    try {
      return (int) link(name, 1).invokeExact(a);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  static int call(String name, long a, long b) {
    try {
      return (int) link(name, 2).invokeExact(a, b);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  static int call(String name, long a, long b, long c) {
    try {
      return (int) link(name, 3).invokeExact(a, b, c);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  static int call(String name, long a, long b, long c, long d) {
    try {
      return (int) link(name, 4).invokeExact(a, b, c, d);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  static int call(String name, long a, long b, long c, long d, long e) {
    try {
      return (int) link(name, 5).invokeExact(a, b, c, d, e);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  static int call(String name, long a, long b, long c, long d, long e, long f) {
    try {
      return (int) link(name, 6).invokeExact(a, b, c, d, e, f);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
