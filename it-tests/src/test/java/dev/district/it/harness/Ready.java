package dev.district.it.harness;

/** Steps that tests of a single theme share. */
public final class Ready {
  private static final long LINES_MS = 60_000;
  private static final long LISTENING_MS = 30_000;
  private static final long PAUSE_MS = 100;

  private Ready() {}

  /** Waits for lines on standard output and fails if they don't come. */
  public static void awaitLines(Running running, int lines) throws InterruptedException {
    if (!running.awaitLines(lines, LINES_MS)) {
      throw new AssertionError("line " + lines + " has not come" + running.describe());
    }
  }

  /** Asks for a checkpoint until the agent listens; any other answer is returned. */
  public static Outcome checkpoint(District district, Running running, String... options)
      throws InterruptedException {
    long deadline = System.nanoTime() + LISTENING_MS * 1_000_000;
    Outcome outcome = district.checkpoint(options);
    while (outcome.exit() == 4 && running.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE_MS);
      outcome = district.checkpoint(options);
    }
    return outcome;
  }

  /** A checkpoint that must be committed; refusals of the moment are retried and recorded. */
  public static void commit(District district, Running running, String... options)
      throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      Outcome outcome = checkpoint(district, running, options);
      if (outcome.exit() == 0) {
        return;
      }
      if (outcome.exit() != 3 || attempt == 10) {
        throw new AssertionError("checkpoint: " + outcome.describe() + "\n" + district.story());
      }
      Journal.refusal("a theme's checkpoint", outcome.err());
      Thread.sleep(PAUSE_MS);
    }
  }
}
