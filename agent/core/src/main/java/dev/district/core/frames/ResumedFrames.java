package dev.district.core.frames;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All resume classes of this JVM, so that a later checkpoint records original frames and stack
 * traces show them. Local variables of a resume method have the original slot numbers; its further
 * slots are its own.
 */
public final class ResumedFrames {
  /** What the name of a resume class adds to that of its host; the VM adds a slash and a number. */
  static final String SUFFIX = "$$Resume";

  private static final Map<Class<?>, ResumeTable> TABLES =
      Collections.synchronizedMap(new WeakHashMap<>());
  private static final Map<String, String> METHODS = new ConcurrentHashMap<>();

  private ResumedFrames() {}

  /**
   * The original method and instruction.
   *
   * @param type class that declares the method
   * @param method its name
   * @param descriptor its descriptor
   * @param bci the call in progress
   */
  public record Original(Class<?> type, String method, String descriptor, int bci) {}

  /** What a call in progress in a resume method stands for, or null if it stands for nothing. */
  public static @Nullable Original original(Class<?> resumeClass, int bci) {
    ResumeTable table = TABLES.get(resumeClass);
    if (table == null) {
      return null;
    }
    Integer original = table.original(bci);
    return original == null
        ? null
        : new Original(table.type(), table.method(), table.descriptor(), original);
  }

  /**
   * The value as the original frame would have it: caller-sensitive methods of the JDK keep the
   * class of their caller, which may be a resume class.
   */
  static @Nullable Object original(@Nullable Object value) {
    if (value instanceof Class<?> type && type.isHidden()) {
      ResumeTable table = TABLES.get(type);
      return table == null ? value : table.type();
    }
    return value;
  }

  /** Whether the class is a resume class. */
  public static boolean isResumeClass(Class<?> type) {
    return type.isHidden() && TABLES.containsKey(type);
  }

  /** The original method's name for the resume class of that (unique) name, or null. */
  static @Nullable String methodOf(String resumeClassName) {
    return METHODS.get(resumeClassName);
  }

  static void register(Class<?> resumeClass, ResumeTable table) {
    TABLES.put(resumeClass, table);
    METHODS.put(resumeClass.getName(), table.method());
  }
}
