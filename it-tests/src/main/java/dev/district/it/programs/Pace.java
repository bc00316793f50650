package dev.district.it.programs;

/**
 * Makes a step last long enough to be met by a checkpoint: beats alternate between computing and
 * sleeping, so that a random instant meets either.
 */
public final class Pace {
  private static final int STEPS = 100;
  private static final int SLEEP_MS = 40;
  private static final int SPINS = 3_000_000;

  private static volatile int sink;
  private static int beats;

  private Pace() {}

  /** The number of steps that the arguments ask for. */
  public static int steps(String[] args) {
    return args.length > 0 ? Integer.parseInt(args[0]) : STEPS;
  }

  /** Takes some milliseconds, one way or the other. */
  public static void beat() {
    if ((beats++ & 1) == 0) {
      int x = beats;
      for (int i = 0; i < SPINS; i++) {
        x = x * 1_664_525 + 1_013_904_223;
      }
      sink = x;
    } else {
      sleep(SLEEP_MS);
    }
  }

  /** A sleep that nobody interrupts. */
  public static void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody was to interrupt this sleep", e);
    }
  }
}
