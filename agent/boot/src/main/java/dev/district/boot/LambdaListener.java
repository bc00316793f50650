package dev.district.boot;

import java.lang.invoke.CallSite;

/**
 * Told by the patched {@code InnerClassLambdaMetafactory} about the lambda expressions that are
 * linked.
 */
public interface LambdaListener {
  /** A call site for the factory to use instead of a new one, or null. */
  CallSite site(Object factory);

  /** A class for the factory to use instead of a new one, or null. */
  Class<?> reuse(Object factory);

  /** The factory has made, or taken from the class-data archive, this class. */
  void spun(Class<?> lambda, Object factory);

  /** The factory has made this call site. */
  void linked(CallSite site, Object factory);
}
