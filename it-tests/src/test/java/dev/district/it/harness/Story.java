package dev.district.it.harness;

/** What a test did to a district, with times, for the message of a failure. */
public final class Story {
  private final long startNs = System.nanoTime();
  private final StringBuilder text = new StringBuilder();

  /** Notes an event. */
  public synchronized void add(String event) {
    long ms = (System.nanoTime() - startNs) / 1_000_000;
    text.append(String.format("%7.3f s  %s%n", ms / 1_000.0, event));
  }

  void add(String command, Outcome outcome) {
    add(command + " -> exit code " + outcome.exit() + ", " + outcome.ms() + " ms");
    add(outcome.out());
    add(outcome.err());
  }

  @Override
  public synchronized String toString() {
    return text.toString().replaceAll("(?m)^ *[0-9.]+ s +\\R", "");
  }
}
