package dev.district.boot;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A lock for a few instructions, between virtual threads and the threads that carry them. With a
 * monitor the VM may choose a virtual thread to get it next, which then waits for a carrier, while
 * all carriers wait for the monitor. Who holds this one doesn't block, and who wants it keeps its
 * carrier. Not reentrant.
 */
final class SpinLock {
  private static final int SPINS = 100;

  private final AtomicInteger held = new AtomicInteger();

  void lock() {
    for (int spins = 0; !held.compareAndSet(0, 1); spins++) {
      if (spins < SPINS || ThreadSlot.isVirtual(Thread.currentThread())) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  void unlock() {
    held.set(0);
  }
}
