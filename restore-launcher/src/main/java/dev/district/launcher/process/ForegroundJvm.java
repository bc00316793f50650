package dev.district.launcher.process;

import dev.district.control.ExitCode;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that shares stdin, stdout and stderr with the launcher, or, as one of several, writes to
 * files.
 *
 * <p>Its exit code is the program's own; 128 + n when signal n killed it (that is what {@link
 * Process#waitFor} gives on Linux, as shells do).
 */
public final class ForegroundJvm {
  private final Process process;

  private ForegroundJvm(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param environment what to set in addition to the launcher's own environment
   * @throws LaunchFailed with the codes a shell has for a command it can't start
   */
  public static ForegroundJvm start(
      List<String> command, Path directory, Map<String, String> environment) throws LaunchFailed {
    return start(new ProcessBuilder(command).inheritIO(), directory, environment);
  }

  /** Starts it without input, with its output appended to two files. */
  public static ForegroundJvm start(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      Path output,
      Path errors)
      throws LaunchFailed {
    return start(
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(Redirect.appendTo(output.toFile()))
            .redirectError(Redirect.appendTo(errors.toFile())),
        directory,
        environment);
  }

  private static ForegroundJvm start(
      ProcessBuilder builder, Path directory, Map<String, String> environment) throws LaunchFailed {
    if (!Files.isDirectory(directory)) {
      throw new LaunchFailed(
          ExitCode.LAUNCHER_FAILED,
          "the program's working directory " + directory + " is missing",
          "Make it again");
    }
    builder.directory(directory.toFile());
    builder.environment().putAll(environment);
    try {
      return new ForegroundJvm(builder.start());
    } catch (IOException e) {
      boolean denied = String.valueOf(e.getMessage()).contains("error=13");
      throw new LaunchFailed(
          denied ? ExitCode.NOT_EXECUTABLE : ExitCode.NOT_FOUND,
          "can't start " + builder.command().get(0) + " (" + e.getMessage() + ")",
          "Check the path of java, and PATH");
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit code. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Waits for its end; false when it still runs after this time. */
  public boolean await(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Passes a signal on. {@code kill} is built into every POSIX shell. */
  public void signal(ShellSignal signal) {
    if (signal == ShellSignal.TERM) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
          .inheritIO()
          .start();
    } catch (IOException e) {
      process.destroy();
    }
  }
}
