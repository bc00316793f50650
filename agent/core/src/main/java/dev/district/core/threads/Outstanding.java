package dev.district.core.threads;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import java.util.ArrayList;
import java.util.List;

/** Says which threads could not be stopped, and where they are. */
final class Outstanding {
  private static final int FRAMES_SHOWN = 6;

  private Outstanding() {}

  static CheckpointRefused refusal(List<Thread> threads) {
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
              place.toString(),
              "try again, or give it more time with stop-timeout; "
                  + "a thread inside native code can only be stopped when it returns"));
    }
    return new CheckpointRefused(blockers);
  }
}
