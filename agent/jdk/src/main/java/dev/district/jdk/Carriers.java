package dev.district.jdk;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;

/**
 * The threads that carry virtual ones. A virtual thread with a native frame on its stack is
 * <em>pinned</em> (JEP 491): when it waits, its carrier waits with it, and nobody makes up for
 * that. As long as such threads wait for the agent, the scheduler has that many carriers more, or
 * the others could not come to the safepoint, nor leave it.
 */
public final class Carriers {
  /** So many are made up for; each is a thread of the operating system. */
  private static final int MOST = 1_000;

  private static int occupied;

  private Carriers() {}

  /** Looked up when there are virtual threads. */
  private static final class Api {
    private static final Class<?> THREAD = Lookups.bootClass("java.lang.VirtualThread");
    private static final Class<?> SCOPE = Lookups.bootClass("jdk.internal.vm.ContinuationScope");
    static final MethodHandle PINNED =
        Lookups.findStatic(
                Lookups.bootClass("jdk.internal.vm.Continuation"),
                "isPinned",
                methodType(boolean.class, SCOPE))
            .asType(methodType(boolean.class, Object.class));
    static final Object VIRTUAL = Objects.requireNonNull(Raw.getStatic(THREAD, "VTHREAD_SCOPE"));
    static final ForkJoinPool SCHEDULER =
        (ForkJoinPool) Objects.requireNonNull(Raw.getStatic(THREAD, "DEFAULT_SCHEDULER"));
    static final MethodHandle SET_PARALLELISM =
        Lookups.findVirtual(ForkJoinPool.class, "setParallelism", methodType(int.class, int.class));
  }

  /** Whether the current thread is a virtual one that holds its carrier when it waits. */
  public static boolean pinned() {
    if (!ThreadState.isVirtual(Thread.currentThread())) {
      return false;
    }
    try {
      return (boolean) Api.PINNED.invokeExact(Api.VIRTUAL);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /**
   * Before a pinned thread waits.
   *
   * @return whether it may; there are too many otherwise
   */
  public static synchronized boolean occupy() {
    if (occupied >= MOST) {
      return false;
    }
    occupied++;
    change(1);
    // Tasks that are queued already get nobody new by themselves.
    Api.SCHEDULER.execute(Carriers::nothing);
    return true;
  }

  /** After it has waited. */
  public static synchronized void vacate() {
    occupied--;
    change(-1);
  }

  private static void nothing() {}

  private static void change(int by) {
    try {
      int wanted = Math.max(1, Api.SCHEDULER.getParallelism() + by);
      int ignored = (int) Api.SET_PARALLELISM.invokeExact(Api.SCHEDULER, wanted);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
