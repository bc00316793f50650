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

  private static MethodHandle stop;
  private static MethodHandle stopEntered;

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

  /** Finds the targets of armed polls, which else the first {@link #arm} does. */
  public static synchronized void prepare() {
    if (stop == null) {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        stopEntered = lookup.findStatic(Safepoint.class, "entered", OBJECT);
        stop = lookup.findStatic(Safepoint.class, "poll", VOID);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Calls what armed polls call; for a thread that no checkpoint stops. */
  public static void rehearse() {
    prepare();
    try {
      stop.invokeExact();
      stopEntered.invokeExact((Object) null);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  /** Makes every poll stop its thread, or no longer. */
  public static void arm(boolean on) {
    prepare();
    armed = on;
    POLL.setTarget(on ? stop : NO_POLL);
    ENTERED.setTarget(on ? stopEntered : NO_ENTERED);
    MutableCallSite.syncAll(new MutableCallSite[] {POLL, ENTERED});
  }

  public static boolean armed() {
    return armed;
  }
}
