package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;

/**
 * Enqueues references as the reference handler does; {@code Reference.enqueue} itself may be
 * overridden.
 */
public final class ReferenceQueues {
  private static final long QUEUE = Raw.offset(Raw.field(Reference.class, "queue"));
  private static final MethodHandle ENQUEUE =
      Lookups.findVirtual(
          ReferenceQueue.class, "enqueue", MethodType.methodType(boolean.class, Reference.class));

  private static final Object HANDLER_LOCK = handlerLock();

  private ReferenceQueues() {}

  /**
   * The monitor without which the reference handler doesn't take over references that the collector
   * has cleared: whoever holds it sees no reference move into its queue.
   */
  public static Object handling() {
    return HANDLER_LOCK;
  }

  /**
   * Waits, at most a second, until the handler has enqueued what it took over; the caller holds
   * {@link #handling}.
   */
  public static void awaitHandler() {
    Field active = Raw.field(Reference.class, "processPendingActive");
    long deadline = System.nanoTime() + 1_000_000_000L;
    try {
      while (Raw.getByte(Raw.staticBase(active), Raw.staticOffset(active)) != 0
          && System.nanoTime() < deadline) {
        HANDLER_LOCK.wait(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Object handlerLock() {
    Object lock = Raw.getStatic(Reference.class, "processPendingLock");
    if (lock == null) {
      throw new IllegalStateException("java.lang.ref.Reference.processPendingLock");
    }
    return lock;
  }

  public static void enqueue(Reference<?> reference) {
    ReferenceQueue<?> queue = (ReferenceQueue<?>) Raw.getReference(reference, QUEUE);
    if (queue == null) {
      return;
    }
    try {
      boolean ignored =
          (boolean) ENQUEUE.invokeExact((ReferenceQueue) queue, (Reference) reference);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
