package dev.district.core.heap;

import dev.district.jdk.Raw;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The reference objects met by the walk. What they refer to is decided when the walk is over: a
 * referent that nothing else in the image holds is captured as cleared, and its reference is
 * enqueued after the restart as the collector would have done. The same goes for a referent that
 * the collector takes while the walk is under way. Referents of soft references are kept.
 */
final class ReferentList {
  /** Referent code of a reference that is to be enqueued. */
  static final int ENQUEUE = -1;

  private static final long REFERENT = Raw.offset(Raw.field(Reference.class, "referent"));
  private static final long QUEUE = Raw.offset(Raw.field(Reference.class, "queue"));
  private static final @Nullable Object NO_QUEUE =
      Raw.getStatic(ReferenceQueue.class, queueConstant("NULL_QUEUE", "NULL"));
  private static final @Nullable Object ENQUEUED = Raw.getStatic(ReferenceQueue.class, "ENQUEUED");

  private int[] references = new int[64];
  private boolean[] held = new boolean[64];
  private int count;

  /** Notes a reference object; returns its referent if that is to be kept in any case. */
  @Nullable Object add(Object reference, int id) {
    if (count == references.length) {
      references = Arrays.copyOf(references, count * 2);
      held = Arrays.copyOf(held, count * 2);
    }
    Object referent = referent(reference);
    held[count] = referent != null;
    references[count++] = id;
    return reference instanceof SoftReference ? referent : null;
  }

  static @Nullable Object referent(Object reference) {
    return Raw.getReference(reference, REFERENT);
  }

  static void referent(Object reference, Object referent) {
    Raw.putReference(reference, REFERENT, referent);
  }

  /**
   * Writes pairs of reference id and referent id, 0 for cleared, {@link #ENQUEUE} for cleared and
   * to be enqueued.
   *
   * @param pending whether the collector has cleared a reference that isn't enqueued yet
   */
  void writeTo(
      PayloadOutput output,
      IntFunction<Object> objects,
      IdLookup lookup,
      Predicate<Object> pending) {
    for (int i = 0; i < count; i++) {
      Object reference = objects.apply(references[i]);
      Object referent = referent(reference);
      int id = referent == null ? 0 : lookup.idIfReachable(referent);
      output.fixedInt(references[i]);
      boolean lost = id == 0 && (held[i] || pending.test(reference));
      output.fixedInt(lost && isRegistered(reference) ? ENQUEUE : id);
    }
  }

  /** Id of an object that something else in the image holds, or that never dies; 0 for others. */
  @FunctionalInterface
  interface IdLookup {
    int idIfReachable(Object o);
  }

  private static boolean isRegistered(Object reference) {
    Object queue = Raw.getReference(reference, QUEUE);
    return queue != null && queue != NO_QUEUE && queue != ENQUEUED;
  }

  private static String queueConstant(String recent, String older) {
    return Raw.fieldOrNull(ReferenceQueue.class, recent) != null ? recent : older;
  }
}
