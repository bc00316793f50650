package dev.district.boot;

import jdk.internal.vm.annotation.Hidden;

/**
 * Around the native calls of {@code sun.nio.ch} that may block: a thread inside one is brought out
 * by a signal, as the JDK itself does when a channel is closed ({@code sun.nio.ch.NativeThread}).
 * The call then fails with {@code EINTR}, and the JDK's own retry path leads to {@code Net.poll} or
 * {@code EPoll.wait}, behind which the thread stops: no frame there holds native memory, and every
 * caller takes a call that found nothing for a reason to try again.
 *
 * <p>While no checkpoint wants the thread this costs a look-up of the thread's slot, two plain
 * stores and one volatile read per call.
 */
public final class NativeIo {
  /** What the JDK takes for an interrupted system call ({@code sun.nio.ch.IOStatus}). */
  private static final int INTERRUPTED = -3;

  /** What the agent knows of the threads of the operating system; needs JDK internals. */
  public interface Threads {
    /** What {@link #signal} takes for the current thread. */
    long current();

    /** Whether the innermost frame of the thread is a native method of {@code sun.nio.ch}. */
    boolean isInside(Thread thread);

    /** Makes a system call that the thread is blocked in fail with {@code EINTR}. */
    void signal(long nativeThread);
  }

  private static volatile Threads threads;

  private NativeIo() {}

  public static void install(Threads newThreads) {
    threads = newThreads;
  }

  static Threads threads() {
    return threads;
  }

  /** Before the call. */
  @Hidden
  public static void enter() {
    ThreadSlot slot = ThreadSlot.current();
    if (slot != null) {
      if (slot.nativeThread == 0) {
        know(slot);
      }
      slot.inNative = true;
    }
  }

  private static void know(ThreadSlot slot) {
    Threads current = threads;
    if (current != null) {
      slot.nativeThread = current.current();
    }
  }

  /** After a call that is tried again elsewhere when it was interrupted. */
  @Hidden
  public static void leave() {
    left();
  }

  /** After {@code Net.poll}, which finds nothing when the thread was stopped. */
  @Hidden
  public static int polled(int ready) {
    ThreadSlot slot = left();
    return slot == null || !stop(slot, ThreadSlot.POLL) ? ready : 0;
  }

  /** After {@code EPoll.wait}: events that were found are kept, the program goes on with them. */
  @Hidden
  public static int selected(int events) {
    boolean hidden = events > 0 && Taps.hideEvents();
    int found = reported(events);
    return hidden ? INTERRUPTED : found;
  }

  /**
   * As {@link #selected}, where every event is reported only once, so that none may be hidden: what
   * is not to be seen yet is hidden from the read that follows.
   */
  @Hidden
  public static int reported(int events) {
    ThreadSlot slot = left();
    boolean stopped = slot != null && stop(slot, ThreadSlot.SELECT);
    return stopped && events <= 0 ? INTERRUPTED : events;
  }

  /**
   * After {@code Poller.poll}, in which a virtual thread has waited for its descriptor to become
   * ready ({@link PollerParking}): it comes back here whether it is or not, and tries again.
   */
  @Hidden
  public static void waited() {
    ThreadSlot slot = ThreadSlot.current();
    if (slot != null) {
      stop(slot, ThreadSlot.POLL);
    }
  }

  /** Stands for the {@code Net.poll} that a thread was stopped behind, after a restart. */
  @Hidden
  public static int polledAgain() {
    return again(ThreadSlot.POLL, 0);
  }

  /** Stands for the {@code EPoll.wait} that a thread was stopped behind, after a restart. */
  @Hidden
  public static int selectedAgain() {
    return again(ThreadSlot.SELECT, INTERRUPTED);
  }

  @Hidden
  private static int again(int kind, int result) {
    ThreadSlot slot = ThreadSlot.current();
    know(slot);
    stop(slot, kind);
    return result;
  }

  /** The slot of the current thread if a checkpoint wants it. */
  @Hidden
  private static ThreadSlot left() {
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null) {
      return null;
    }
    slot.inNative = false;
    if (!Poll.armed) {
      return null;
    }
    synchronized (slot) {
      // A signal on its way has been sent when this is entered.
      slot.inNative = false;
    }
    return slot;
  }

  @Hidden
  private static boolean stop(ThreadSlot slot, int kind) {
    if (!Poll.armed || slot.inSafepoint) {
      return false;
    }
    slot.kind = kind;
    Safepoint.stopIfArmed(slot, null);
    slot.running();
    return true;
  }
}
