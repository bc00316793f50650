package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * {@code sun.nio.ch.NativeThread}: signals that end a blocking system call without any effect on
 * the thread but {@code EINTR}.
 */
public final class NativeThreads {
  private static final String IO = "sun.nio.ch.";
  private static final Class<?> TYPE = Lookups.bootClass("sun.nio.ch.NativeThread");
  private static final MethodHandle CURRENT =
      Lookups.findStatic(TYPE, "current", MethodType.methodType(long.class));
  private static final MethodHandle SIGNAL =
      Lookups.findStatic(TYPE, "signal", MethodType.methodType(void.class, long.class));

  private NativeThreads() {}

  /** The current thread, to be signalled; 0 where the platform has no such signals. */
  public static long current() {
    try {
      return (long) CURRENT.invokeExact();
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Signals a thread that lives. */
  public static void signal(long nativeThread) {
    if (nativeThread == 0 || nativeThread == -1) {
      return;
    }
    try {
      SIGNAL.invokeExact(nativeThread);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Whether the thread's innermost frame is a native method of the JDK's channels. */
  public static boolean isInsideNativeIo(Thread thread) {
    StackTraceElement[] trace = thread.getStackTrace();
    return trace.length > 0 && trace[0].isNativeMethod() && trace[0].getClassName().startsWith(IO);
  }
}
