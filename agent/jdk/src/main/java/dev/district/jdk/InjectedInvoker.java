package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The hidden class in which the JDK wraps the handle of a method that asks for its caller ({@code
 * MethodHandleImpl.BindCaller}): one for each class that looks such a handle up. Requires {@code
 * java.base/java.lang.invoke} to be open.
 */
public final class InjectedInvoker {
  private static final String SUFFIX = "$$InjectedInvoker";
  private static final Class<?> BINDER =
      Lookups.bootClass("java.lang.invoke.MethodHandleImpl$BindCaller");
  private static final MethodHandle FIND_LOADED =
      Lookups.findVirtual(
          ClassLoader.class, "findLoadedClass0", MethodType.methodType(Class.class, String.class));

  private InjectedInvoker() {}

  /** The class that looked up what this direct handle invokes; null if it is no such handle. */
  public static @Nullable Class<?> host(MethodHandle direct) {
    Class<?> invoker = HandleParts.owner(direct);
    if (invoker == null || !invoker.isHidden()) {
      return null;
    }
    String name = invoker.getName();
    int end = name.indexOf(SUFFIX + "/");
    if (end < 0) {
      return null;
    }
    Class<?> host = loaded(name.substring(0, end), invoker.getClassLoader());
    return host != null && HandleParts.owner(of(host)) == invoker ? host : null;
  }

  /** Such a handle of the class, the one and only. */
  public static MethodHandle of(Class<?> host) {
    try {
      Raw.ensureInitialized(BINDER);
      if (!(Raw.getStatic(BINDER, "CV_makeInjectedInvoker") instanceof ClassValue<?> invokers)) {
        throw new IllegalStateException(BINDER.getName() + " keeps its invokers elsewhere");
      }
      Object found = invokers.get(host);
      return found instanceof MethodHandle handle
          ? handle
          : (MethodHandle) Lookups.findByName(found.getClass(), "invoker").invoke(found);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private static @Nullable Class<?> loaded(String name, @Nullable ClassLoader loader) {
    try {
      return loader == null
          ? Class.forName(name, false, null)
          : (Class<?>) FIND_LOADED.invoke(loader, name);
    } catch (ClassNotFoundException e) {
      return null;
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
