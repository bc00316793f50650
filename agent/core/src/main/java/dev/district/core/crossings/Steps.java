package dev.district.core.crossings;

/**
 * Cause and effect between the connections of this JVM, in numbered steps: what is written in a
 * step may depend on everything that was read in this step or before, and on nothing else (Lamport:
 * Time, Clocks, and the Ordering of Events in a Distributed System, 1978).
 */
final class Steps {
  private long now = 1;
  private boolean written;

  /** The step that a read belongs to. */
  synchronized long reading() {
    if (written) {
      now++;
      written = false;
    }
    return now;
  }

  /** The step that a write belongs to. */
  synchronized long writing() {
    written = true;
    return now;
  }

  /** Steps up to this one are over; they were another process's. */
  synchronized void after(long step) {
    now = Math.max(now, step + 1);
  }
}
