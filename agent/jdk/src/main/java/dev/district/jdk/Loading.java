package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import jdk.internal.loader.BootLoader;
import org.jspecify.annotations.Nullable;

/**
 * The boot loader, which has no object that a program could ask, and what the platform makes for
 * loaders.
 */
public final class Loading {
  private Loading() {}

  public static Module bootUnnamedModule() {
    return BootLoader.getUnnamedModule();
  }

  /**
   * Whether it is a module that {@code java.lang.reflect.Proxy} has made for proxy classes of a
   * loader.
   */
  public static boolean isProxyModule(Module module) {
    return module.isNamed()
        && module.getLayer() == null
        && module.getName().startsWith("jdk.proxy");
  }

  /** The module for proxy classes of the loader, made at its first use. */
  public static Module proxyModule(@Nullable ClassLoader loader) {
    try {
      return (Module) PROXY_MODULE.invokeExact(loader);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private static final MethodHandle PROXY_MODULE =
      Lookups.findStatic(
          Lookups.bootClass("java.lang.reflect.Proxy$ProxyBuilder"),
          "getDynamicModule",
          MethodType.methodType(Module.class, ClassLoader.class));
}
