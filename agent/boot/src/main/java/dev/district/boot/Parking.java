package dev.district.boot;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicIntegerArray;
import jdk.internal.vm.annotation.Hidden;

/**
 * Stands in for every call of {@code Unsafe.park} in the JDK. A park that only the agent has ended
 * is gone into again with its remaining time.
 *
 * <p>Whether the application unparked the thread too is told by a counter per thread (striped by
 * identity hash), raised before every {@code Unsafe.unpark}: when it has not moved since the
 * thread's previous park began, no permit of the application's can have been there. Where it has
 * moved the park returns, which the specification of {@code LockSupport.park} allows at any time; a
 * permit is never lost.
 */
public final class Parking {
  private static final int STRIPES = 1024;
  private static final AtomicIntegerArray UNPARKS = new AtomicIntegerArray(STRIPES);
  private static final MethodHandle PARK = ParkingBase.park();
  private static final MethodHandle PARK_VIRTUAL = ParkingBase.parkVirtual();
  private static final MethodHandle PARK_VIRTUAL_NANOS = ParkingBase.parkVirtualNanos();

  private Parking() {}

  /** Before every {@code Unsafe.unpark}. */
  @Hidden
  public static void unparking(Object thread) {
    if (thread != null) {
      UNPARKS.incrementAndGet(stripe(thread));
    }
  }

  /** In place of {@code unsafe.park(absolute, time)}. */
  @Hidden
  public static void park(Object unsafe, boolean absolute, long time) throws Throwable {
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null || slot.inSafepoint) {
      PARK.invokeExact(absolute, time);
    } else {
      long deadline = absolute ? time : time == 0 ? 0 : System.nanoTime() + time;
      park(slot, absolute, absolute || time != 0, deadline, false);
    }
  }

  /** In place of {@code JavaLangAccess.parkVirtualThread()}. */
  @Hidden
  public static void parkVirtual(Object access) throws Throwable {
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null || slot.inSafepoint) {
      PARK_VIRTUAL.invokeExact();
    } else {
      park(slot, false, false, 0, false);
    }
  }

  /** In place of {@code JavaLangAccess.parkVirtualThread(nanos)}. */
  @Hidden
  public static void parkVirtual(Object access, long nanos) throws Throwable {
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null || slot.inSafepoint || nanos <= 0) {
      PARK_VIRTUAL_NANOS.invokeExact(nanos);
    } else {
      park(slot, false, true, System.nanoTime() + nanos, false);
    }
  }

  @Hidden
  private static void parkOnce(ThreadSlot slot, boolean absolute, boolean timed, long time)
      throws Throwable {
    if (!slot.virtual) {
      PARK.invokeExact(absolute, time);
    } else if (timed) {
      PARK_VIRTUAL_NANOS.invokeExact(time);
    } else {
      PARK_VIRTUAL.invokeExact();
    }
  }

  /**
   * Goes into a park again after a restart.
   *
   * @param time wall-clock milliseconds when absolute, else the nanoseconds left
   * @param over the park had ended when the checkpoint was taken
   */
  @Hidden
  public static void parkAgain(boolean absolute, boolean timed, long time, boolean over)
      throws Throwable {
    long deadline = absolute ? time : System.nanoTime() + time;
    park(ThreadSlot.current(), absolute, timed, deadline, over);
  }

  @Hidden
  private static void park(
      ThreadSlot slot, boolean absolute, boolean timed, long deadline, boolean alreadyOver)
      throws Throwable {
    slot.kind = ThreadSlot.PARK;
    slot.absolute = absolute;
    slot.timed = timed;
    slot.deadline = deadline;
    slot.over = alreadyOver;
    for (; ; ) {
      Safepoint.stopIfArmed(slot, null);
      if (slot.over) {
        break;
      }
      int stripe = stripe(slot.thread);
      int before = slot.unparksSeen;
      slot.unparksSeen = UNPARKS.get(stripe);
      long time = !timed || absolute ? deadline : deadline - System.nanoTime();
      if (timed && time <= 0) {
        break;
      }
      slot.block();
      parkOnce(slot, absolute, timed, time);
      slot.over = !slot.leave() || UNPARKS.get(stripe) != before || slot.thread.isInterrupted();
    }
    slot.running();
  }

  /** Whether the stopped thread may have a permit: it was unparked since it last began to park. */
  public static boolean mayHavePermit(ThreadSlot slot) {
    return UNPARKS.get(stripe(slot.thread)) != slot.unparksSeen;
  }

  @Hidden
  private static int stripe(Object thread) {
    return System.identityHashCode(thread) & (STRIPES - 1);
  }
}
