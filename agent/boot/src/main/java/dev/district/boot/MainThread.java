package dev.district.boot;

/**
 * How the thread that ran {@code main} ended: the java launcher's exit code is 1 when it ended by
 * an exception, however long other threads go on.
 */
public final class MainThread {
  private static volatile Thread main;
  private static volatile boolean failed;

  private MainThread() {}

  /** Names the thread; called in {@code premain}, which runs on it. */
  public static void name(Thread thread) {
    main = thread;
  }

  public static boolean is(Thread thread) {
    return thread == main;
  }

  /** Head of {@code Thread.dispatchUncaughtException}. */
  public static void uncaught(Thread thread) {
    if (thread == main) {
      failed = true;
    }
  }

  /** Whether it has ended by an exception. */
  public static boolean failed() {
    return failed;
  }
}
