package dev.district.core.types;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the bytes of every application class exactly as the VM got them, woven, so that the
 * same class can be defined in another JVM. A loader defines one class of a name at most (JVMS
 * 5.3), so loader and name stand for the class, which doesn't exist yet when its bytes are seen.
 */
public final class ClassRecorder {
  /** Several definitions of one name were tried, and only the VM knows which succeeded. */
  private static final byte[] UNSURE = {};

  private static final LoaderMap<Map<String, byte[]>> BYTES = new LoaderMap<>();
  private static final ThreadLocal<Boolean> DEFINING = new ThreadLocal<>();

  private ClassRecorder() {}

  /**
   * Called for every application class when it is about to be defined.
   *
   * @param bytesAsDefined not modified afterwards by anyone
   */
  public static void record(ClassLoader loader, String internalName, byte[] bytesAsDefined) {
    byte[] before = of(loader).putIfAbsent(internalName, bytesAsDefined);
    if (before != null && !Arrays.equals(before, bytesAsDefined)) {
      of(loader).put(internalName, UNSURE);
    }
  }

  /** Called with the bytes that a class has for sure, or has been redefined to have. */
  public static void recordAnew(ClassLoader loader, String internalName, byte[] bytes) {
    of(loader).put(internalName, bytes);
  }

  /** The bytes recorded for a class, or null. */
  public static byte @Nullable [] bytes(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null || type.isHidden()) {
      return null;
    }
    Map<String, byte[]> recorded = BYTES.get(loader);
    byte[] bytes = recorded == null ? null : recorded.get(type.getName().replace('.', '/'));
    return bytes == UNSURE ? null : bytes;
  }

  private static Map<String, byte[]> of(ClassLoader loader) {
    return BYTES.computeIfAbsent(loader, key -> new ConcurrentHashMap<>());
  }

  /**
   * True while this thread defines classes from an image: their bytes are woven already, and
   * transformers must leave them alone.
   */
  public static boolean definingFromImage() {
    return DEFINING.get() != null;
  }

  static void definingFromImage(boolean now) {
    if (now) {
      DEFINING.set(Boolean.TRUE);
    } else {
      DEFINING.remove();
    }
  }
}
