package dev.district.boot;

import jdk.internal.vm.annotation.Hidden;

/**
 * Notifying as woven code calls it. While a checkpoint breaks waits off, a notification may find
 * the wait set without the waiter it was meant for, or hit a stopped thread that gives its monitor
 * away for a moment. The caller holds the monitor, so that nobody who waits on it can have looked
 * at his {@link ThreadSlot} before the notification is noted there; what has been noted makes the
 * wait return, which its specification allows at any time ({@link Object#wait()}, spurious
 * wake-ups).
 */
public final class Notifying {
  private Notifying() {}

  /** In place of {@code monitor.notify()}. */
  @Hidden
  public static void one(Object monitor) {
    monitor.notify();
    if (Poll.armed || ThreadSlot.anyGives()) {
      ThreadSlot.notified(monitor, true);
    }
  }

  /** In place of {@code monitor.notifyAll()}. */
  @Hidden
  public static void all(Object monitor) {
    monitor.notifyAll();
    if (Poll.armed || ThreadSlot.anyGives()) {
      ThreadSlot.notified(monitor, false);
    }
  }
}
