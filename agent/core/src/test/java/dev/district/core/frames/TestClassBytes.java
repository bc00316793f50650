package dev.district.core.frames;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Class files from where the class loaders find them, or as a test has put them. */
final class TestClassBytes implements ClassBytes {
  static final TestClassBytes INSTANCE = new TestClassBytes();

  private final Map<Class<?>, byte[]> known = new ConcurrentHashMap<>();

  void put(Class<?> type, byte[] bytes) {
    known.put(type, bytes);
  }

  @Override
  public byte @Nullable [] of(Class<?> type) {
    return known.computeIfAbsent(type, TestClassBytes::read);
  }

  private static byte @Nullable [] read(Class<?> type) {
    String name = type.getName();
    try (InputStream in =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }
}
