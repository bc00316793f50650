package dev.district.core.threads;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import java.util.ArrayList;
import java.util.List;

/** Says which threads could not be stopped, and where they are. */
final class Outstanding {
  private static final int FRAMES_SHOWN = 6;

  /** Packages whose native methods wait for the world outside. */
  private static final List<String> WAITING =
      List.of("sun.nio.ch.", "java.net.", "java.io.", "java.lang.Process");

  private Outstanding() {}

  /**
   * Whether one of the threads waits for input or output in a native method: it may do so for
   * hours.
   */
  static boolean anyWaitsOutside(List<Thread> threads) {
    for (Thread thread : threads) {
      StackTraceElement[] trace = thread.getStackTrace();
      if (trace.length > 0 && trace[0].isNativeMethod() && waits(trace[0].getClassName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean waits(String type) {
    for (String start : WAITING) {
      if (type.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param suspicion what they may be waiting for, or an empty text
   */
  static CheckpointRefused refusal(List<Thread> threads, String suspicion) {
    List<Blocker> blockers = new ArrayList<>();
    for (Thread thread : threads) {
      StackTraceElement[] trace = thread.getStackTrace();
      StringBuilder place = new StringBuilder("thread \"").append(thread.getName()).append('"');
      for (int i = 0; i < Math.min(FRAMES_SHOWN, trace.length); i++) {
        place.append("\n    ").append(trace[i]);
      }
      blockers.add(
          new Blocker(
              "the thread could not be stopped in time (" + thread.getState() + ")",
              place + suspicion,
              "try again, or give it more time with stop-timeout; "
                  + "a thread inside native code can only be stopped when it returns"));
    }
    return new CheckpointRefused(blockers);
  }
}
