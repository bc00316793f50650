package dev.district.core.crossings;

/**
 * Wakes one thread that waits. Raised with the lock of a {@link Crossing} held; so nothing else is
 * locked, and nobody else's code run, while its own lock is held.
 */
final class Signal {
  private boolean raised;

  synchronized void raise() {
    raised = true;
    notifyAll();
  }

  /** Until it is raised, or was raised since the last time, or the time is over. */
  synchronized void await(long timeoutMs) throws InterruptedException {
    if (!raised) {
      wait(timeoutMs);
    }
    raised = false;
  }
}
