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
  private static final int MOST = 4_000;

  private static int added;

  private Carriers() {}

  /** Looked up when there are virtual threads that hold carriers. */
  private static final class Api {
    private static final Class<?> THREAD = Lookups.bootClass("java.lang.VirtualThread");
    static final long CARRIER = Raw.offset(Raw.field(THREAD, "carrierThread"));
    static final ForkJoinPool SCHEDULER =
        (ForkJoinPool) Objects.requireNonNull(Raw.getStatic(THREAD, "DEFAULT_SCHEDULER"));
    static final MethodHandle SET_PARALLELISM =
        Lookups.findVirtual(ForkJoinPool.class, "setParallelism", methodType(int.class, int.class));
  }

  /** Whether it is a virtual thread that has a carrier at this moment. */
  public static boolean isHeldBy(Thread thread) {
    return ThreadState.isVirtual(thread) && Raw.getReference(thread, Api.CARRIER) != null;
  }

  /** Lets the scheduler have so many carriers more than it has by itself. */
  public static synchronized void add(int wanted) {
    int more = Math.min(wanted, MOST) - added;
    if (more != 0) {
      added += more;
      try {
        int parallelism = Math.max(1, Api.SCHEDULER.getParallelism() + more);
        int ignored = (int) Api.SET_PARALLELISM.invokeExact(Api.SCHEDULER, parallelism);
      } catch (Throwable t) {
        throw Sneaky.rethrow(t);
      }
    }
    if (added > 0) {
      nudge();
    }
  }

  /**
   * Makes the pool look whether it needs workers. It does so when a task comes into an empty queue,
   * and who submits from outside has a queue of his own: hence a thread that has not done it yet.
   */
  private static void nudge() {
    Thread thread = new Thread(() -> Api.SCHEDULER.execute(Carriers::nothing), "district-carriers");
    thread.setDaemon(true);
    thread.start();
  }

  private static void nothing() {}
}
