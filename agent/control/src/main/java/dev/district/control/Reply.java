package dev.district.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An agent's answer to one request.
 *
 * @param exitCode one of {@link ExitCode}, what the launcher exits with
 * @param values the answer for programs, in the agent's order
 * @param message the answer for people; empty when there is nothing to say
 */
public record Reply(int exitCode, Map<String, String> values, String message) {
  /** Key of the number of a committed checkpoint. */
  public static final String CHECKPOINT = "checkpoint";

  /** Key of the answer of a member that can't take a checkpoint by itself: it isn't alone. */
  public static final String SEVERAL = "several";

  public Reply {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Reply ok(Map<String, String> values) {
    return new Reply(ExitCode.OK.code(), values, "");
  }

  public static Reply failed(ExitCode code, String message) {
    return new Reply(code.code(), Map.of(), message);
  }

  public boolean isOk() {
    return exitCode == ExitCode.OK.code();
  }

  /**
   * Key of one part of a refusal's reasons.
   *
   * @param index from 0
   * @param part {@code cause}, {@code place} or {@code remedy}
   */
  public static String blocker(int index, String part) {
    return "blocker-" + index + '-' + part;
  }
}
