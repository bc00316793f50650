package dev.district.boot;

import jdk.internal.vm.annotation.Hidden;

/**
 * Where a stopped thread goes: the agent's side of a poll, reached from the boot loader through one
 * interface.
 */
public final class Safepoint {
  /** Implemented by the agent. */
  public interface Handler {
    /**
     * Called by a thread that met an armed poll or came out of a blocking call. Returns when the
     * thread may go on; the interrupted status is as it would be without the stop.
     *
     * @param slot of the current thread
     * @param pending a monitor the thread holds at this moment though it may belong to a thread
     *     that was stopped inside it (just entered, or just re-entered after {@code Object.wait}),
     *     or null
     */
    void stop(ThreadSlot slot, Object pending);
  }

  private static volatile Handler handler;

  private Safepoint() {}

  @Hidden
  public static void install(Handler newHandler) {
    handler = newHandler;
  }

  /** Target of an armed {@code poll:()V}. */
  @Hidden
  public static void poll() {
    stop(null);
  }

  /** Target of an armed {@code entered:(Object)V}: right after a {@code monitorenter}. */
  @Hidden
  public static void entered(Object monitor) {
    stop(monitor);
  }

  @Hidden
  private static void stop(Object pending) {
    ThreadSlot slot = ThreadSlot.current();
    if (slot != null) {
      slot.running();
      stop(slot, pending);
    }
  }

  /** For the blocking hooks: stops the thread when a checkpoint wants it, and tells whether. */
  @Hidden
  static boolean stopIfArmed(ThreadSlot slot, Object pending) {
    if (!Poll.armed) {
      return false;
    }
    stop(slot, pending);
    return true;
  }

  @Hidden
  private static void stop(ThreadSlot slot, Object pending) {
    Handler current = handler;
    if (current != null && !slot.inSafepoint) {
      slot.inSafepoint = true;
      try {
        current.stop(slot, pending);
      } finally {
        slot.inSafepoint = false;
      }
    }
  }
}
