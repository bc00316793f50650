package dev.district.core;

/**
 * Gives the platform's most common classes their identity hash codes at the very start, in a first
 * run and in a restart alike. HotSpot draws the hashes of a thread from a fixed seed (Marsaglia's
 * xor-shift, {@code synchronizer.cpp}), so that on one build of the JDK both draw the same: an
 * object found by name then has the hash that the program saw.
 */
final class EarlyHashes {
  private static final Class<?>[] COMMON = {
    boolean.class,
    byte.class,
    char.class,
    short.class,
    int.class,
    long.class,
    float.class,
    double.class,
    void.class,
    Object.class,
    String.class,
    Class.class,
    Boolean.class,
    Byte.class,
    Character.class,
    Short.class,
    Integer.class,
    Long.class,
    Float.class,
    Double.class,
    Void.class,
    Number.class,
    Enum.class,
    Record.class,
    Iterable.class,
    Comparable.class,
    CharSequence.class,
    Runnable.class,
    Thread.class,
    Throwable.class,
    Exception.class,
    RuntimeException.class,
    Error.class,
    Cloneable.class,
    java.io.Serializable.class,
    java.util.Collection.class,
    java.util.List.class,
    java.util.Set.class,
    java.util.Map.class,
    java.util.ArrayList.class,
    java.util.HashMap.class,
    java.util.Iterator.class,
    boolean[].class,
    byte[].class,
    char[].class,
    short[].class,
    int[].class,
    long[].class,
    float[].class,
    double[].class,
    Object[].class,
    String[].class,
    Class[].class,
    int[][].class,
    byte[][].class,
    String[][].class
  };

  /** Constants that reading an image uses, on another thread in a first run. */
  private static final Enum<?>[][] USED_EARLY = {
    java.util.concurrent.TimeUnit.values(),
    Thread.State.values(),
    java.nio.file.StandardOpenOption.values(),
    java.nio.file.StandardCopyOption.values(),
    java.nio.file.LinkOption.values(),
    java.nio.file.attribute.PosixFilePermission.values()
  };

  private EarlyHashes() {}

  static void draw() {
    for (Class<?> type : COMMON) {
      System.identityHashCode(type);
    }
    for (Enum<?>[] constants : USED_EARLY) {
      for (Enum<?> constant : constants) {
        System.identityHashCode(constant);
      }
    }
  }
}
