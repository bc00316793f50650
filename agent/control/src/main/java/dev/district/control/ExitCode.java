package dev.district.control;

/**
 * Exit codes of the launcher, and result codes of the control protocol.
 *
 * <p>{@code run} and {@code restart} pass the program's own code through; they use {@link
 * #LAUNCHER_FAILED}, {@link #NOT_EXECUTABLE} and {@link #NOT_FOUND} like {@code env} and {@code
 * nohup} do, so that a script can tell the program's failure from the launcher's.
 */
public enum ExitCode {
  /** Done. */
  OK(0),
  /** A defect of ours. */
  INTERNAL(1),
  /** The command line or an option is wrong. */
  USAGE(2),
  /** The state of the program can't be captured or restored; the message names what holds it. */
  REFUSED(3),
  /** No such district, member or checkpoint. */
  NO_SUCH(4),
  /** Another incarnation or another command holds the district. */
  BUSY(5),
  /** The image is damaged, or was made for another JDK release or format. */
  CORRUPT(6),
  /** No answer within the time given. */
  TIMED_OUT(7),
  /** The launcher itself failed while it ran a program. */
  LAUNCHER_FAILED(125),
  /** The program's {@code java} exists and can't be executed. */
  NOT_EXECUTABLE(126),
  /** The program's {@code java} was not found. */
  NOT_FOUND(127);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number given to the shell. */
  public int code() {
    return code;
  }
}
