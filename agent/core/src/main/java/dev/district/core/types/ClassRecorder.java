package dev.district.core.types;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the bytes of every application class exactly as the VM got them, woven, so that the
 * same class can be defined in another JVM.
 */
public final class ClassRecorder {
  private static final Map<String, byte[]> BYTES = new ConcurrentHashMap<>();
  private static final ThreadLocal<Boolean> DEFINING = new ThreadLocal<>();

  private ClassRecorder() {}

  /**
   * Called once for every application class, when it is defined.
   *
   * @param bytesAsDefined not modified afterwards by anyone
   */
  public static void record(
      @Nullable ClassLoader loader, String internalName, byte[] bytesAsDefined) {
    if (loader == ClassLoader.getSystemClassLoader()) {
      BYTES.put(internalName, bytesAsDefined);
    }
  }

  /** The bytes recorded for a class of the application loader, or null. */
  public static byte @Nullable [] bytes(String internalName) {
    return BYTES.get(internalName);
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
