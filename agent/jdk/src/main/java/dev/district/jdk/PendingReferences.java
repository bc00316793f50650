package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * References that the collector has cleared and the reference handler hasn't taken over yet. Taken
 * from the VM while {@link ReferenceQueues#handling} is held, and handed on afterwards as the
 * handler does it.
 */
public final class PendingReferences {
  private static final long DISCOVERED = Raw.offset(Raw.field(Reference.class, "discovered"));
  private static final MethodHandle TAKE =
      Lookups.findStatic(
          Reference.class,
          "getAndClearReferencePendingList",
          MethodType.methodType(Reference.class));
  private static final MethodHandle ENQUEUE =
      Lookups.findVirtual(Reference.class, "enqueueFromPending", MethodType.methodType(void.class));
  private static final Class<?> CLEANER = Lookups.bootClass("jdk.internal.ref.Cleaner");
  private static final MethodHandle CLEAN =
      Lookups.findVirtual(CLEANER, "clean", MethodType.methodType(void.class))
          .asType(MethodType.methodType(void.class, Reference.class));

  private final List<Reference<?>> taken = new ArrayList<>();

  /** Takes what is pending now; the handler sees none of it any more. */
  public void take() {
    try {
      @Nullable Reference<?> pending = (Reference<?>) TAKE.invokeExact();
      while (pending != null) {
        taken.add(pending);
        Object next = Raw.getReference(pending, DISCOVERED);
        Raw.putReference(pending, DISCOVERED, null);
        pending = (Reference<?>) next;
      }
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** True if the reference is among those taken. */
  public boolean has(Object reference) {
    for (Reference<?> one : taken) {
      if (one == reference) {
        return true;
      }
    }
    return false;
  }

  /**
   * Does for each what the handler would have done, in a thread of its own: a queue's lock may be
   * held by a thread that is stopped.
   */
  public void handOn() {
    if (taken.isEmpty()) {
      return;
    }
    List<Reference<?>> all = List.copyOf(taken);
    taken.clear();
    Thread thread =
        new Thread(null, () -> all.forEach(PendingReferences::handle), "district-references");
    thread.setDaemon(true);
    thread.start();
  }

  private static void handle(Reference<?> reference) {
    try {
      if (CLEANER.isInstance(reference)) {
        CLEAN.invokeExact((Reference) reference);
      } else {
        ENQUEUE.invokeExact((Reference) reference);
      }
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
