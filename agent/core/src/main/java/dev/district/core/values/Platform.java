package dev.district.core.values;

/**
 * Whether a class belongs to the platform, whose methods may be called: no application code runs.
 */
final class Platform {
  private Platform() {}

  static boolean defines(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }
}
