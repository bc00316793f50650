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
