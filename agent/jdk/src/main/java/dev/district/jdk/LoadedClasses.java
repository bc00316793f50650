package dev.district.jdk;

import java.lang.instrument.Instrumentation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classes of this JVM. When the VM has announced its death (JVMTI's dead phase, after the last
 * shutdown hook), the tool interface answers {@code WRONG_PHASE}, of which {@code
 * java.instrument}'s native part (JPLISAgent.c, {@code check_phase_ret_blob}) makes a null.
 */
public final class LoadedClasses {
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
      throw VmDeath.await("the VM does not name its classes");
    }
    return answer;
  }
}
