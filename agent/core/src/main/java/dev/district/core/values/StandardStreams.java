package dev.district.core.values;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams that {@code System.in}, {@code out} and {@code err} were when this JVM started. They
 * belong to the base and are found by name; what a program has put in their place is an object like
 * any other.
 */
public final class StandardStreams {
  private static final List<String> NAMES = List.of("in", "out", "err");
  private static volatile Object[] originals = {};

  private StandardStreams() {}

  /** Remembers them; to be called before the program runs. */
  public static void note() {
    originals = new Object[] {System.in, System.out, System.err};
  }

  /** The original value of that field of {@code System}; the present value for any other field. */
  static @Nullable Object original(Class<?> type, String field, @Nullable Object present) {
    int index = type == System.class ? NAMES.indexOf(field) : -1;
    return index < 0 || index >= originals.length ? present : originals[index];
  }
}
