package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/** Enqueues references as the reference handler does; {@code Reference.enqueue} itself may be overridden. */
public final class ReferenceQueues {
  private static final long QUEUE = Raw.offset(Raw.field(Reference.class, "queue"));
  private static final MethodHandle ENQUEUE =
      Lookups.findVirtual(
          ReferenceQueue.class,
          "enqueue",
          MethodType.methodType(boolean.class, Reference.class));

  private ReferenceQueues() {}

  public static void enqueue(Reference<?> reference) {
    ReferenceQueue<?> queue = (ReferenceQueue<?>) Raw.getReference(reference, QUEUE);
    if (queue == null) {
      return;
    }
    try {
      boolean ignored = (boolean) ENQUEUE.invokeExact((ReferenceQueue) queue, (Reference) reference);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
