package dev.district.boot;

/**
 * Called from {@code java.lang.invoke.MethodHandles.Lookup.ClassDefiner} for every hidden class.
 * Austere on purpose: a lambda or a string concatenation would define one.
 */
public final class HiddenHook {
  private static volatile HiddenListener listener;

  private HiddenHook() {}

  public static void listener(HiddenListener next) {
    listener = next;
  }

  public static void defined(Class<?> type, Object definer) {
    HiddenListener now = listener;
    if (now != null) {
      now.defined(type, definer);
    }
  }
}
