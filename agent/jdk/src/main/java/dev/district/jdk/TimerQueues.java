package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of {@code java.util.Timer}, whose times are the wall clock's. A task at a fixed rate would
 * make up for all the time that the program was dead, in one burst; it keeps its phase and what it
 * was behind by, and goes without the executions in between.
 */
public final class TimerQueues {
  private static final Class<?> THREAD = Lookups.bootClass("java.util.TimerThread");
  private static final Class<?> QUEUE = Lookups.bootClass("java.util.TaskQueue");
  private static final Field SIZE = Raw.field(QUEUE, "size");
  private static final long NEXT = Raw.offset(Raw.field(TimerTask.class, "nextExecutionTime"));
  private static final long PERIOD = Raw.offset(Raw.field(TimerTask.class, "period"));
  private static final MethodHandle HEAPIFY =
      Lookups.findVirtual(QUEUE, "heapify", MethodType.methodType(void.class))
          .asType(MethodType.methodType(void.class, Object.class));

  private TimerQueues() {}

  /**
   * Skips what was missed, if the restored thread is a timer's.
   *
   * @param died wall-clock time of the checkpoint, in milliseconds
   * @param now wall-clock time
   */
  public static void skipMissed(Thread thread, long died, long now) {
    Object queue = THREAD.isInstance(thread) ? Raw.get(thread, THREAD, "queue") : null;
    Object[] tasks = queue == null ? null : (Object[]) Raw.get(queue, QUEUE, "queue");
    if (queue == null || tasks == null) {
      return;
    }
    int size = Raw.getInt(queue, Raw.offset(SIZE));
    for (int i = 1; i <= size; i++) {
      skipMissed(tasks[i], died, now);
    }
    try {
      HEAPIFY.invokeExact(queue);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private static void skipMissed(@Nullable Object task, long died, long now) {
    long period = task == null ? 0 : Raw.getLong(task, PERIOD);
    if (task != null && period > 0) {
      long next = Raw.getLong(task, NEXT);
      long missed = (now - Math.max(next, died)) / period;
      Raw.putLong(task, NEXT, next + Math.max(0, missed) * period);
    }
  }
}
