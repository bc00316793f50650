package dev.district.core.diag;

import java.util.ArrayList;
import java.util.List;

/**
 * An internal failure in the words a person needs to report it: what was thrown and where, its
 * causes likewise. The whole trace is for those who run the agent verbosely.
 */
public final class Failure {
  private static final int FRAMES = 8;
  private static final int CAUSES = 4;

  private Failure() {}

  /** Several lines, indented but the first. */
  public static String describe(Throwable failure) {
    List<String> lines = new ArrayList<>();
    Throwable one = failure;
    for (int i = 0; i < CAUSES && one != null; i++, one = one.getCause()) {
      lines.add((i == 0 ? "" : "  caused by: ") + one);
      StackTraceElement[] trace = one.getStackTrace();
      for (int frame = 0; frame < Math.min(FRAMES, trace.length); frame++) {
        lines.add("    at " + trace[frame]);
      }
    }
    return String.join("\n", lines);
  }
}
