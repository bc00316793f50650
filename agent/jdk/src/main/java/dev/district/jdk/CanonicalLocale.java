package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** {@code sun.util.locale.BaseLocale}, the interned core of {@code Locale}. */
public final class CanonicalLocale {
  public static final Class<?> BASE = Lookups.bootClass("sun.util.locale.BaseLocale");

  private static final String[] PARTS = {"language", "script", "region", "variant"};
  private static final MethodHandle OF =
      Lookups.findStatic(
              BASE,
              "getInstance",
              MethodType.methodType(BASE, String.class, String.class, String.class, String.class))
          .asSpreader(String[].class, 4)
          .asType(MethodType.methodType(Object.class, String[].class));

  private CanonicalLocale() {}

  /** Language, script, region and variant. */
  public static String[] parts(Object base) {
    String[] parts = new String[PARTS.length];
    for (int i = 0; i < parts.length; i++) {
      Object part = Raw.get(base, BASE, PARTS[i]);
      parts[i] = part == null ? "" : (String) part;
    }
    return parts;
  }

  public static Object of(String[] parts) {
    try {
      return OF.invokeExact(parts);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
