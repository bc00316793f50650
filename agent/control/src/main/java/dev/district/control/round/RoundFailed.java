package dev.district.control.round;

import java.util.List;
import java.util.stream.Collectors;

/** A checkpoint that was not committed, in the words of the members that stood in the way. */
final class RoundFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  RoundFailed(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** All of them as one, with the first one's code. */
  static RoundFailed all(List<RoundFailed> failures) {
    return new RoundFailed(
        failures.get(0).exitCode,
        failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
  }

  int exitCode() {
    return exitCode;
  }
}
