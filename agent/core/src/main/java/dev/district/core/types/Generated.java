package dev.district.core.types;

import java.lang.reflect.Proxy;

/** Classes that the platform makes at run time and can make again. */
final class Generated {
  private Generated() {}

  /**
   * {@code Proxy.isProxyClass} without false positives: application code may subclass {@code
   * Proxy}.
   */
  static boolean isProxy(Class<?> type) {
    return Proxy.class.isAssignableFrom(type) && Proxy.isProxyClass(type);
  }
}
