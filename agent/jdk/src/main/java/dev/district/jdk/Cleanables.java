package dev.district.jdk;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Objects by which the platform frees native memory and handles ({@code
 * jdk.internal.ref.PhantomCleanable}), kept in a list of the common cleaner until they are done.
 */
public final class Cleanables {
  private static final Class<?> CLEANABLE = Lookups.bootClass("jdk.internal.ref.PhantomCleanable");
  private static final Field LIST = Raw.field(CLEANABLE, "list");
  private static final @Nullable Field NEXT = Raw.fieldOrNull(CLEANABLE, "next");
  private static final @Nullable Field PREVIOUS = Raw.fieldOrNull(CLEANABLE, "prev");
  private static final @Nullable Field NODE = Raw.fieldOrNull(CLEANABLE, "node");
  private static final Object COMMON = common();

  private Cleanables() {}

  /** True if the common cleaner has still to run for this object. */
  public static boolean isRegistered(Object o) {
    return CLEANABLE.isInstance(o) && isCommon(o) && !isRemoved(o);
  }

  /** True if the common cleaner has run for this object. */
  public static boolean isDone(Object o) {
    return CLEANABLE.isInstance(o) && isCommon(o) && isRemoved(o);
  }

  /**
   * Makes a restored object look done in this JVM's common cleaner, so that cleaning it again does
   * nothing.
   */
  public static void settle(Object o) {
    if (!CLEANABLE.isInstance(o) || Raw.getReference(o, Raw.offset(LIST)) != null) {
      return;
    }
    Raw.putReference(o, Raw.offset(LIST), COMMON);
    if (NEXT != null && PREVIOUS != null) {
      Raw.putReference(o, Raw.offset(NEXT), o);
      Raw.putReference(o, Raw.offset(PREVIOUS), o);
    }
  }

  private static boolean isCommon(Object o) {
    return Raw.getReference(o, Raw.offset(LIST)) == COMMON;
  }

  /** Linked to itself on 17, without a node on 25. */
  private static boolean isRemoved(Object o) {
    if (NODE != null) {
      return Raw.getReference(o, Raw.offset(NODE)) == null;
    }
    return NEXT != null && Raw.getReference(o, Raw.offset(NEXT)) == o && o != COMMON;
  }

  private static Object common() {
    Class<?> factory = Lookups.bootClass("jdk.internal.ref.CleanerFactory");
    Raw.ensureInitialized(factory);
    Object cleaner = Raw.getStatic(factory, "commonCleaner");
    Class<?> type = Lookups.bootClass("jdk.internal.ref.CleanerImpl");
    if (cleaner == null) {
      throw new IllegalStateException("no common cleaner");
    }
    Object implementation = Raw.get(cleaner, java.lang.ref.Cleaner.class, "impl");
    String list =
        Raw.fieldOrNull(type, "activeList") != null ? "activeList" : "phantomCleanableList";
    Object found = implementation == null ? null : Raw.get(implementation, type, list);
    if (found == null) {
      throw new IllegalStateException("the common cleaner has no list");
    }
    return found;
  }
}
