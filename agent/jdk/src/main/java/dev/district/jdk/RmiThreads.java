package dev.district.jdk;

import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Threads of the run-time system of remote method invocation. The JDK puts them into its own
 * groups, but they serve the application's objects, and nothing but the application calls them into
 * being.
 */
public final class RmiThreads {
  private static final String PACKAGE = "sun.rmi.";
  private static final Class<?> WORKER =
      Lookups.bootClass("java.util.concurrent.ThreadPoolExecutor$Worker");

  private RmiThreads() {}

  /** Whether the thread runs code of RMI, or works for one of RMI's pools. */
  public static boolean isOne(Thread thread) {
    Object task = ThreadState.task(thread);
    if (WORKER.isInstance(task)
        && Raw.get(task, WORKER, "this$0") instanceof ThreadPoolExecutor pool) {
      return isOf(pool.getThreadFactory());
    }
    return isOf(task);
  }

  private static boolean isOf(@Nullable Object o) {
    return o != null
        && o.getClass().getModule().getLayer() == ModuleLayer.boot()
        && o.getClass().getName().startsWith(PACKAGE);
  }
}
