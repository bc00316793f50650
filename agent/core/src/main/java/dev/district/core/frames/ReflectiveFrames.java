package dev.district.core.frames;

import dev.district.jdk.LiveFrame;

/**
 * The frames by which core reflection of 17 and 25 calls a target without bytecode that could be
 * resumed.
 */
final class ReflectiveFrames {
  private static final String PACKAGE = "jdk.internal.reflect.";

  private ReflectiveFrames() {}

  static boolean isReflective(LiveFrame frame) {
    Class<?> type = frame.declaringClass();
    if (type.getClassLoader() == null && frame.nativeMethod()) {
      return type.getName().startsWith(PACKAGE)
          && (frame.method().equals("invoke0") || frame.method().equals("newInstance0"));
    }
    return type.getName().startsWith(PACKAGE + "Generated") && type.getName().contains("Accessor");
  }
}
