package dev.district.jdk;

import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Threads of the JDK that serve the application's objects, and that nothing but the application
 * calls into being: those of remote method invocation and of groups of asynchronous channels. The
 * JDK puts them into its own groups.
 */
public final class ServiceThreads {
  private static final List<String> SERVICES =
      List.of("sun.rmi.", "sun.nio.ch.EPollPort", "sun.nio.ch.ThreadPool");
  private static final Class<?> WORKER =
      Lookups.bootClass("java.util.concurrent.ThreadPoolExecutor$Worker");

  private ServiceThreads() {}

  /** Whether the thread runs code of such a service, or works for a pool that it has made. */
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
        && SERVICES.stream().anyMatch(o.getClass().getName()::startsWith);
  }
}
