package dev.district.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * The polls of woven code: {@code invokedynamic} sites bound to one of two shared {@link
 * MutableCallSite}s whose target is a constant no-op between checkpoints, which the JIT folds away.
 * {@link #arm} flips the targets; the VM then discards the code that had folded them (see {@link
 * MutableCallSite#syncAll}) and the very next poll of every thread calls the {@link Safepoint}.
 *
 * <p>A static method around one call site was measured too: the numeric loop became four times
 * slower, because the JIT does not inline it everywhere.
 */
public final class Poll {
  private static final MethodType VOID = MethodType.methodType(void.class);
  private static final MethodType OBJECT = MethodType.methodType(void.class, Object.class);
  private static final MethodHandle NO_POLL = MethodHandles.empty(VOID);
  private static final MethodHandle NO_ENTERED = MethodHandles.empty(OBJECT);
  private static final MutableCallSite POLL = new MutableCallSite(NO_POLL);
  private static final MutableCallSite ENTERED = new MutableCallSite(NO_ENTERED);

  /** True while a checkpoint wants all application threads; read by the blocking hooks. */
  static volatile boolean armed;

  private Poll() {}

  /**
   * Bootstrap of every poll: {@code poll:()V} or {@code entered:(Object)V}, told apart by their
   * type.
   */
  public static CallSite bootstrap(MethodHandles.Lookup caller, String name, MethodType type) {
    return type.parameterCount() == 0 ? POLL : ENTERED;
  }

  /** Makes every poll stop its thread, or no longer. */
  public static void arm(boolean on) {
    MethodHandle poll = NO_POLL;
    MethodHandle entered = NO_ENTERED;
    if (on) {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        poll = lookup.findStatic(Safepoint.class, "poll", VOID);
        entered = lookup.findStatic(Safepoint.class, "entered", OBJECT);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    armed = on;
    POLL.setTarget(poll);
    ENTERED.setTarget(entered);
    MutableCallSite.syncAll(new MutableCallSite[] {POLL, ENTERED});
  }

  public static boolean armed() {
    return armed;
  }
}
