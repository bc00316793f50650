package dev.district.it.harness;

/**
 * How a process ended.
 *
 * @param exit exit code
 * @param out standard output
 * @param err standard error
 * @param ms how long it took
 */
public record Outcome(int exit, String out, String err, long ms) {

  /** Exit code and both streams, for messages. */
  public String describe() {
    return "exit code " + exit + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
  }
}
