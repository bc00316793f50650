package dev.district.it.programs.virtual;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Virtual threads by reflection, because the programs are compiled for release 17. */
final class Virtual {
  private static final int FIRST_RELEASE = 21;
  private static final boolean AVAILABLE = Runtime.version().feature() >= FIRST_RELEASE;

  private Virtual() {}

  /** Makes virtual threads that are not started. */
  static ThreadFactory factory() {
    if (!AVAILABLE) {
      return Thread::new;
    }
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Work that may fail. */
  interface Work {
    void run() throws Exception;
  }

  /** A thread that does the work; what goes wrong shows in the output. */
  static Thread start(String name, Work work) {
    Thread thread =
        factory()
            .newThread(
                () -> {
                  try {
                    work.run();
                  } catch (Exception e) {
                    System.out.println(name + " failed: " + e);
                  }
                });
    thread.setName(name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** An executor with a virtual thread per task. */
  static ExecutorService executor() {
    if (!AVAILABLE) {
      return Executors.newCachedThreadPool();
    }
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
