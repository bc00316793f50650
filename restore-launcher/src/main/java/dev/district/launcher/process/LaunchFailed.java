package dev.district.launcher.process;

import dev.district.control.ExitCode;

/** A command that can't be carried out: what went wrong, where, what to do, and the exit code. */
public final class LaunchFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /**
   * A failure to be shown to the user.
   *
   * @param code what the launcher exits with
   * @param cause one sentence without a full stop; names the place
   * @param remedy what to do about it, one sentence without a full stop
   */
  public LaunchFailed(ExitCode code, String cause, String remedy) {
    super(cause + ". " + remedy + ".");
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }
}
