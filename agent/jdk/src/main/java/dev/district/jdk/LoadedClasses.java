package dev.district.jdk;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classes of this JVM. When the VM has announced its death (JVMTI's dead phase, after the last
 * shutdown hook), the tool interface answers {@code WRONG_PHASE}, of which {@code
 * java.instrument}'s native part (JPLISAgent.c, {@code check_phase_ret_blob}) makes a null. There
 * is nothing left to be done then but to wait: the process is about to be gone, and whoever asked
 * learns that from it.
 */
public final class LoadedClasses {
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private LoadedClasses() {}

  /** All classes; doesn't return in a VM that ends. */
  public static Class<?>[] all(Instrumentation instrumentation) {
    return alive(instrumentation::getAllLoadedClasses);
  }

  /** The classes a loader is recorded for as initiating one; doesn't return in a VM that ends. */
  public static Class<?>[] initiated(Instrumentation instrumentation, ClassLoader loader) {
    return alive(() -> instrumentation.getInitiatedClasses(loader));
  }

  static Class<?>[] alive(Supplier<Class<?> @Nullable []> question) {
    Class<?>[] answer = question.get();
    if (answer == null) {
      try {
        Thread.sleep(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("the VM does not name its classes");
    }
    return answer;
  }
}
