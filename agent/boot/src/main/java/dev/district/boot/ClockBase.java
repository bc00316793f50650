package dev.district.boot;

/** Where a restored JVM puts the clock's offset before anything reads the {@link Clock}. */
public final class ClockBase {
  private static volatile long offset;

  private ClockBase() {}

  static long offset() {
    return offset;
  }

  /**
   * Lets the program's clock go on from the given reading; effective only before the first use of
   * {@link Clock}.
   */
  public static void continueFrom(long nanoTime) {
    offset = nanoTime - System.nanoTime();
  }
}
