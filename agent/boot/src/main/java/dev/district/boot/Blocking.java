package dev.district.boot;

import java.time.Duration;
import jdk.internal.vm.annotation.Hidden;

/**
 * Sleeping and waiting as woven code calls it: exactly what the JDK does, but a checkpoint can
 * break the call off and go into it again with its remaining time, unnoticed by the program (every
 * blocking call interruptible and restartable: Ford et al., Interface and Execution Models in the
 * Fluke Kernel, OSDI 1999).
 */
public final class Blocking {
  static final long NANOS_PER_MILLI = 1_000_000L;

  private Blocking() {}

  @Hidden
  public static void sleep(long millis) throws InterruptedException {
    ThreadSlot slot = ThreadSlot.current();
    if (millis <= 0 || millis >= Long.MAX_VALUE / NANOS_PER_MILLI || slot == null) {
      Thread.sleep(millis);
    } else {
      sleep(slot, millis * NANOS_PER_MILLI);
    }
  }

  @Hidden
  public static void sleep(long millis, int nanos) throws InterruptedException {
    if (millis >= 0 && nanos == 0) {
      sleep(millis);
      return;
    }
    ThreadSlot slot = ThreadSlot.current();
    boolean legal = millis >= 0 && nanos >= 0 && nanos <= 999_999;
    if (!legal || millis >= Long.MAX_VALUE / NANOS_PER_MILLI || slot == null) {
      Thread.sleep(millis, nanos);
    } else {
      sleep(slot, millis * NANOS_PER_MILLI + nanos);
    }
  }

  /** {@code Thread.sleep(Duration)} of release 19 and later. */
  @Hidden
  public static void sleep(Duration duration) throws InterruptedException {
    if (duration.isNegative() || duration.isZero()) {
      Thread.sleep(0);
    } else if (duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0) {
      Thread.sleep(Long.MAX_VALUE);
    } else {
      long nanos = duration.toNanos();
      sleep(nanos / NANOS_PER_MILLI, (int) (nanos % NANOS_PER_MILLI));
    }
  }

  /** Goes into a sleep again after a restart. */
  @Hidden
  public static void sleepAgain(long remainingNanos) throws InterruptedException {
    sleep(ThreadSlot.current(), remainingNanos);
  }

  @Hidden
  private static void sleep(ThreadSlot slot, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    slot.kind = ThreadSlot.SLEEP;
    slot.timed = true;
    slot.deadline = deadline;
    try {
      for (; ; ) {
        Safepoint.stopIfArmed(slot, null);
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        InterruptedException thrown = null;
        slot.block();
        try {
          Thread.sleep(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
        } catch (InterruptedException e) {
          thrown = e;
        }
        boolean kicked = slot.leave();
        if (!kicked && thrown != null || kicked && slot.interruptedByApplication(thrown != null)) {
          if (thrown != null) {
            throw thrown;
          }
        }
      }
    } finally {
      slot.running();
    }
  }

  @Hidden
  public static void await(Object monitor) throws InterruptedException {
    await(monitor, 0L);
  }

  @Hidden
  public static void await(Object monitor, long millis) throws InterruptedException {
    ThreadSlot slot = ThreadSlot.current();
    if (millis < 0 || slot == null || !Thread.holdsLock(monitor)) {
      monitor.wait(millis);
    } else if (millis == 0 || millis >= Long.MAX_VALUE / NANOS_PER_MILLI) {
      await(slot, monitor, false, 0, false);
    } else {
      await(slot, monitor, true, millis * NANOS_PER_MILLI, false);
    }
  }

  @Hidden
  public static void await(Object monitor, long millis, int nanos) throws InterruptedException {
    if (nanos == 0) {
      await(monitor, millis);
    } else if (nanos > 0 && nanos <= 999_999 && millis >= 0 && millis < Long.MAX_VALUE) {
      await(monitor, millis + 1);
    } else {
      monitor.wait(millis, nanos);
    }
  }

  /**
   * Goes into a wait again after a restart.
   *
   * @param over the wait had ended when the checkpoint was taken: return as soon as the world is
   *     released
   */
  @Hidden
  public static void awaitAgain(Object monitor, boolean timed, long remainingNanos, boolean over)
      throws InterruptedException {
    await(ThreadSlot.current(), monitor, timed, remainingNanos, over);
  }

  @Hidden
  private static void await(
      ThreadSlot slot, Object monitor, boolean timed, long nanos, boolean alreadyOver)
      throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    slot.kind = ThreadSlot.WAIT;
    slot.waitingOn = monitor;
    slot.timed = timed;
    slot.deadline = deadline;
    slot.waitOrder = ThreadSlot.nextWaitOrder();
    slot.over = alreadyOver;
    boolean brokenOff = false;
    try {
      for (; ; ) {
        if (!slot.waitAgain) {
          brokenOff |= Safepoint.stopIfArmed(slot, monitor);
        }
        slot.waitAgain = false;
        if (brokenOff ? slot.isOver() : slot.over) {
          return;
        }
        InterruptedException thrown = null;
        slot.block();
        try {
          waitOnce(monitor, timed, deadline);
        } catch (InterruptedException e) {
          thrown = e;
        }
        boolean kicked = slot.leave();
        brokenOff |= kicked;
        boolean interrupted =
            kicked ? slot.interruptedByApplication(thrown != null) : thrown != null;
        if (interrupted && thrown != null) {
          throw thrown;
        }
        slot.over |= thrown == null;
      }
    } finally {
      slot.running();
    }
  }

  @Hidden
  private static void waitOnce(Object monitor, boolean timed, long deadline)
      throws InterruptedException {
    if (!timed) {
      monitor.wait(0);
      return;
    }
    long left = deadline - System.nanoTime();
    if (left > 0) {
      monitor.wait((left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }
  }
}
