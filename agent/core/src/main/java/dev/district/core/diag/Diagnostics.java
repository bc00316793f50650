package dev.district.core.diag;

import org.jspecify.annotations.Nullable;

/**
 * The agent's voice on standard error. Silent unless something is wrong or the agent was asked to
 * be verbose.
 */
public final class Diagnostics {
  private static volatile boolean verbose;

  private Diagnostics() {}

  public static void setVerbose(boolean on) {
    verbose = on;
  }

  public static boolean verbose() {
    return verbose;
  }

  /** Something that only matters to somebody looking into the agent. */
  public static void note(String message, @Nullable Throwable cause) {
    if (verbose) {
      print(message, cause);
    }
  }

  /** Something the user should know. */
  public static void warn(String message, @Nullable Throwable cause) {
    print(message, cause);
  }

  private static void print(String message, @Nullable Throwable cause) {
    synchronized (System.err) {
      System.err.println("district: " + message);
      if (cause != null) {
        cause.printStackTrace(System.err);
      }
    }
  }
}
