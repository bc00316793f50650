package dev.district.boot;

/**
 * {@link System#nanoTime} as the program sees it: continuous across a restart. In a first run the
 * offset is zero and the JIT folds it away.
 */
public final class Clock {
  private static final long OFFSET = ClockBase.offset();

  private Clock() {}

  public static long nanoTime() {
    return System.nanoTime() + OFFSET;
  }
}
