package dev.district.boot;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A lock for a few instructions, between virtual threads and the threads that carry them. With a
 * monitor the VM may choose a virtual thread to get it next, which then waits for a carrier, while
 * all carriers wait for the monitor. Who holds this one doesn't block, and who wants it keeps its
 * carrier. Not reentrant.
 *
 * <p>To be released by {@code lock.held = 0}: a call could end in a {@link StackOverflowError}, and
 * the lock would be held for ever.
 */
final class SpinLock {
  private static final int SPINS = 100;

  private static final AtomicIntegerFieldUpdater<SpinLock> HELD =
      AtomicIntegerFieldUpdater.newUpdater(SpinLock.class, "held");

  volatile int held;

  void lock() {
    for (int spins = 0; !HELD.compareAndSet(this, 0, 1); spins++) {
      if (spins < SPINS || ThreadSlot.isVirtual(Thread.currentThread())) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }
}
