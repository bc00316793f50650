package dev.district.jdk;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads of this JVM (JEP 444), found through the JDK's thread containers: the root holds
 * those started by {@code Thread}, every executor of its own those that it has started. Releases
 * before 21 have none.
 */
public final class VirtualThreads {
  private static final int FIRST_RELEASE = 21;
  private static final boolean SUPPORTED = Runtime.version().feature() >= FIRST_RELEASE;

  private VirtualThreads() {}

  public static boolean supported() {
    return SUPPORTED;
  }

  /** The JDK's own, looked up when there are virtual threads at all. */
  private static final class Api {
    static final Class<?> THREAD = Lookups.bootClass("java.lang.VirtualThread");
    static final Class<?> CONTAINER = Lookups.bootClass("jdk.internal.vm.ThreadContainer");
    static final Class<?> CONTAINERS = Lookups.bootClass("jdk.internal.vm.ThreadContainers");
    static final MethodHandle ROOT =
        Lookups.findStatic(CONTAINERS, "root", methodType(CONTAINER))
            .asType(methodType(Object.class));
    static final MethodHandle THREADS =
        Lookups.findVirtual(CONTAINER, "threads", methodType(Stream.class))
            .asType(methodType(Stream.class, Object.class));
    static final MethodHandle COUNT =
        Lookups.findVirtual(CONTAINER, "threadCount", methodType(long.class))
            .asType(methodType(long.class, Object.class));
    static final MethodHandle UNPARK =
        Lookups.findVirtual(THREAD, "unpark", methodType(void.class))
            .asType(methodType(void.class, Thread.class));
    static final MethodHandle RUN =
        Lookups.findVirtual(THREAD, "runContinuation", methodType(void.class))
            .asType(methodType(void.class, Thread.class));
    static final MethodHandle START =
        Lookups.findVirtual(THREAD, "start", methodType(void.class, CONTAINER))
            .asType(methodType(void.class, Thread.class, Object.class));
    static final MethodHandle REGISTER =
        Lookups.findStatic(CONTAINERS, "registerContainer", methodType(Object.class, CONTAINER))
            .asType(methodType(Object.class, Object.class));
    static final MethodHandle CONTINUATION = continuation();
    static final long CONTINUATION_FIELD = Raw.offset(Raw.field(THREAD, "cont"));
    static final long RUN_FIELD = Raw.offset(Raw.field(THREAD, "runContinuation"));
    static final long SCHEDULER = Raw.offset(Raw.field(THREAD, "scheduler"));
    static final long STATE = Raw.offset(Raw.field(THREAD, "state"));
    static final long TERMINATION = Raw.offset(Raw.field(THREAD, "termination"));
    static final long CONTAINER_FIELD = Raw.offset(Raw.field(Thread.class, "container"));

    private static MethodHandle continuation() {
      Class<?> type = Lookups.bootClass("java.lang.VirtualThread$VThreadContinuation");
      try {
        return Lookups.TRUSTED
            .findConstructor(type, methodType(void.class, THREAD, Runnable.class))
            .asType(methodType(Object.class, Thread.class, Runnable.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** All that are alive, whoever has started them; some are the JDK's own. */
  public static List<Thread> all() {
    List<Thread> threads = new ArrayList<>();
    if (SUPPORTED) {
      try {
        collect(Api.ROOT.invokeExact(), threads);
        Object registry = Raw.getStatic(Api.CONTAINERS, "CONTAINER_REGISTRY");
        for (Object reference : (Collection<?>) Objects.requireNonNull(registry)) {
          Object container = ((WeakReference<?>) reference).get();
          if (container != null) {
            collect(container, threads);
          }
        }
      } catch (Throwable t) {
        throw Sneaky.rethrow(t);
      }
    }
    return threads;
  }

  private static void collect(Object container, List<Thread> into) throws Throwable {
    Stream<?> threads = (Stream<?>) Api.THREADS.invokeExact(container);
    threads.forEach(
        thread -> {
          if (ThreadState.isVirtual((Thread) thread)) {
            into.add((Thread) thread);
          }
        });
  }

  /** How many are alive that can't be listed ({@code -Djdk.trackAllThreads=false}). */
  public static long untracked() {
    if (!SUPPORTED) {
      return 0;
    }
    try {
      Object root = Api.ROOT.invokeExact();
      Stream<?> listed = (Stream<?>) Api.THREADS.invokeExact(root);
      long count = (long) Api.COUNT.invokeExact(root);
      return root.getClass().getName().contains("Tracking") ? 0 : count - listed.count();
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** {@code ()void}, or null: parks the current virtual thread. */
  public static @Nullable MethodHandle parkHandle() {
    return access("parkVirtualThread", methodType(void.class));
  }

  /** {@code (long)void}, or null: the same for so many nanoseconds. */
  public static @Nullable MethodHandle parkNanosHandle() {
    return access("parkVirtualThread", methodType(void.class, long.class));
  }

  private static @Nullable MethodHandle access(String name, java.lang.invoke.MethodType type) {
    return SUPPORTED
        ? Lookups.findVirtual(jdk.internal.access.JavaLangAccess.class, name, type)
            .bindTo(jdk.internal.access.SharedSecrets.getJavaLangAccess())
        : null;
  }

  static void unpark(Thread thread) {
    try {
      Api.UNPARK.invokeExact(thread);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** The monitor that the thread is blocked on, or null. */
  public static @Nullable Object blockedOn(Thread thread) {
    try {
      return Snapshots.BLOCKED_ON.invokeExact((Object) Snapshots.OF.invokeExact(thread));
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** The VM's own way of looking at a virtual thread (25); thread dumps come from there. */
  private static final class Snapshots {
    private static final Class<?> TYPE = Lookups.bootClass("jdk.internal.vm.ThreadSnapshot");
    static final MethodHandle OF =
        Lookups.findStatic(TYPE, "of", methodType(TYPE, Thread.class))
            .asType(methodType(Object.class, Thread.class));
    static final MethodHandle BLOCKED_ON =
        Lookups.findVirtual(TYPE, "blockedOn", methodType(Object.class))
            .asType(methodType(Object.class, Object.class));
  }

  /** Whether it has ended, but has not told yet who joins it. */
  public static boolean isEnding(Thread thread) {
    return !thread.isAlive()
        && Raw.getReference(thread, Api.TERMINATION) instanceof CountDownLatch latch
        && latch.getCount() > 0;
  }

  /** Whether it was not started yet. */
  public static boolean isNew(Thread thread) {
    return Raw.getInt(thread, Api.STATE) == 0;
  }

  /**
   * Starts a restored thread, whose object had no constructor run, with a continuation of its own.
   */
  public static void start(Thread thread, Runnable body) {
    try {
      Raw.putReference(
          thread, Api.CONTINUATION_FIELD, (Object) Api.CONTINUATION.invokeExact(thread, body));
      Raw.putReference(thread, Api.RUN_FIELD, new Run(thread));
      Raw.putReference(thread, Api.SCHEDULER, Raw.getStatic(Api.THREAD, "DEFAULT_SCHEDULER"));
      Raw.putInt(thread, Api.STATE, 0);
      Object container = Raw.getReference(thread, Api.CONTAINER_FIELD);
      Raw.putReference(thread, Api.CONTAINER_FIELD, null);
      Api.START.invokeExact(thread, container == null ? Api.ROOT.invokeExact() : container);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** What the scheduler runs. */
  private record Run(Thread thread) implements Runnable {
    @Override
    public void run() {
      try {
        Api.RUN.invokeExact(thread);
      } catch (Throwable t) {
        throw Sneaky.rethrow(t);
      }
    }
  }

  /**
   * A restored executor that has a thread per task is made known again, and its threads are its.
   */
  public static void settle(Object o) {
    if (!SUPPORTED
        || !o.getClass().getName().equals("java.util.concurrent.ThreadPerTaskExecutor")) {
      return;
    }
    try {
      Object key = Api.REGISTER.invokeExact(o);
      Raw.putReference(o, Raw.offset(Raw.field(o.getClass(), "key")), key);
      Object threads = Raw.get(o, o.getClass(), "threads");
      if (threads instanceof Collection<?> all) {
        for (Object thread : all) {
          Raw.putReference(thread, Api.CONTAINER_FIELD, o);
        }
      }
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
