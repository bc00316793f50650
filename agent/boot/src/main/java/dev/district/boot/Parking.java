package dev.district.boot;

/**
 * Hooks at the head and at the returns of {@code LockSupport.park*}. A park that only the agent has ended is gone into
 * again with its remaining time.
 *
 * <p>Whether the application unparked the thread too is told by a counter per thread (striped by identity hash), raised
 * by a hook in {@code LockSupport.unpark}: when it has not moved since the thread's previous park began, no permit of the
 * application's can have been there. Where it has moved the park returns, which the specification of {@code LockSupport}
 * allows at any time; a permit is never lost.
 */
public final class Parking {
  private static final int STRIPES = 1024;
  private static final int[] UNPARKS = new int[STRIPES];

  private Parking() {}

  /** Head of {@code LockSupport.unpark}. */
  public static void unparking(Thread thread) {
    if (thread != null) {
      UNPARKS[stripe(thread)]++;
    }
  }

  /** Head of an untimed park, and of one until an absolute time. */
  public static void parking() {
    ThreadSlot slot = ThreadSlot.current();
    if (slot != null && !slot.inSafepoint) {
      slot.timed = false;
      begin(slot);
    }
  }

  /**
   * Head of a park with a time.
   *
   * @return the nanoseconds to park for
   */
  public static long parking(long nanos) {
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null || slot.inSafepoint) {
      return nanos;
    }
    long now = System.nanoTime();
    if (!slot.parkAgain) {
      slot.deadline = now + nanos;
    }
    long left = slot.parkAgain ? slot.deadline - now : nanos;
    slot.timed = true;
    begin(slot);
    return left;
  }

  private static void begin(ThreadSlot slot) {
    slot.parkAgain = false;
    slot.kind = ThreadSlot.PARK;
    int unparks = UNPARKS[stripe(slot.thread)];
    slot.unparksBefore = slot.unparksSeen;
    slot.unparksSeen = unparks;
    slot.block();
    if (Poll.armed) {
      slot.kick();
    }
  }

  /**
   * Every return of a park.
   *
   * @return whether to park again
   */
  public static boolean parked() {
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null || slot.inSafepoint || slot.kind != ThreadSlot.PARK) {
      return false;
    }
    boolean kicked = slot.leave();
    boolean unparked = UNPARKS[stripe(slot.thread)] != slot.unparksBefore;
    boolean late = slot.timed && slot.deadline - System.nanoTime() <= 0;
    slot.over = !kicked || unparked || late || slot.thread.isInterrupted();
    return finish(slot);
  }

  /** Stands in for {@link #parked} after a restart. */
  public static boolean parkedAgain(boolean timed, long remainingNanos, boolean over) {
    ThreadSlot slot = ThreadSlot.current();
    slot.kind = ThreadSlot.PARK;
    slot.timed = timed;
    slot.deadline = System.nanoTime() + remainingNanos;
    slot.over = over;
    return finish(slot);
  }

  private static boolean finish(ThreadSlot slot) {
    Safepoint.stopIfArmed(slot, null);
    slot.parkAgain = !slot.over;
    slot.running();
    return slot.parkAgain;
  }

  private static int stripe(Thread thread) {
    return System.identityHashCode(thread) & (STRIPES - 1);
  }
}
