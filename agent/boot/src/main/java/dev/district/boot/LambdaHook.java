package dev.district.boot;

import java.lang.invoke.CallSite;

/**
 * Called from {@code java.lang.invoke.InnerClassLambdaMetafactory}. Austere on purpose: a lambda, a
 * string concatenation or anything else that links an invokedynamic here would recurse.
 */
public final class LambdaHook {
  private static final ThreadLocal<Boolean> BUSY = new ThreadLocal<Boolean>();
  private static volatile LambdaListener listener;

  private LambdaHook() {}

  public static void listener(LambdaListener next) {
    listener = next;
  }

  public static CallSite site(Object factory) {
    LambdaListener now = enter();
    if (now == null) {
      return null;
    }
    try {
      return now.site(factory);
    } finally {
      BUSY.remove();
    }
  }

  public static Class<?> reuse(Object factory) {
    LambdaListener now = enter();
    if (now == null) {
      return null;
    }
    try {
      return now.reuse(factory);
    } finally {
      BUSY.remove();
    }
  }

  public static void spun(Class<?> lambda, Object factory) {
    LambdaListener now = enter();
    if (now == null) {
      return;
    }
    try {
      now.spun(lambda, factory);
    } finally {
      BUSY.remove();
    }
  }

  public static void linked(CallSite site, Object factory) {
    LambdaListener now = enter();
    if (now == null) {
      return;
    }
    try {
      now.linked(site, factory);
    } finally {
      BUSY.remove();
    }
  }

  /** The listener, unless this call comes from within the listener itself. */
  private static LambdaListener enter() {
    LambdaListener now = listener;
    if (now == null || BUSY.get() != null) {
      return null;
    }
    BUSY.set(Boolean.TRUE);
    return now;
  }
}
