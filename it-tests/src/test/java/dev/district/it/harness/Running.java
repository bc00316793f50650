package dev.district.it.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that has been started, with everything that it has started itself. */
public final class Running {
  private static final long REAPED_MS = 5_000;

  private final Process process;
  private final Capture out;
  private final Capture err;
  private final long startedNs = System.nanoTime();

  private Running(Process process) {
    this.process = process;
    out = new Capture(process.getInputStream(), "out");
    err = new Capture(process.getErrorStream(), "err");
  }

  /** Starts a command in a directory, with variables added to the environment. */
  public static Running start(List<String> command, Path directory, Map<String, String> variables) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(variables);
    try {
      return new Running(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("can't start " + command, e);
    }
  }

  /** Standard output so far. */
  public String out() {
    return out.text();
  }

  /** Standard error so far. */
  public String err() {
    return err.text();
  }

  /** Number of lines on standard output so far. */
  public int lines() {
    return out.lines();
  }

  /** Whether the process itself still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits a little for the end of the process itself. */
  boolean endsWithin(long ms) throws InterruptedException {
    return process.waitFor(ms, TimeUnit.MILLISECONDS);
  }

  /** Waits for lines on standard output; false when the output ends before. */
  public boolean awaitLines(int lines, long timeoutMs) throws InterruptedException {
    return out.awaitLines(lines, timeoutMs);
  }

  /** Both outputs so far, and the stacks of all threads as long as the process runs: a hang. */
  public String describe() {
    String stacks = isAlive() ? "\n--- threads\n" + Stacks.of(process) : "";
    return "\n--- stdout\n" + out() + "\n--- stderr\n" + err() + stacks;
  }

  /** Sends a line to standard input. */
  public void type(String line) {
    try {
      OutputStream in = process.getOutputStream();
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the program doesn't read its input any more", e);
    }
  }

  /** Ends standard input. */
  public void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * SIGTERM to the process itself, not to what it has started. Through its handle: {@code
   * Process.destroy} would close the streams as well.
   */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL, to the process and to all that it has started, whatever they are doing. */
  public void kill() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(Running::awaitExit);
  }

  /** SIGSTOP to the process, then to all that it has started: it can't start more meanwhile. */
  public void suspend() throws InterruptedException {
    Signals.send("STOP", List.of(process.pid()));
    Signals.send("STOP", process.descendants().map(ProcessHandle::pid).toList());
  }

  /** SIGCONT, the other way round. */
  public void resume() throws InterruptedException {
    Signals.send("CONT", process.descendants().map(ProcessHandle::pid).toList());
    Signals.send("CONT", List.of(process.pid()));
  }

  /** SIGKILL to the process itself, not to what it has started. */
  public void killAlone() {
    process.toHandle().destroyForcibly();
    awaitExit(process.toHandle());
  }

  /** An orphan that nobody reaps counts as running for ever, but does nothing any more. */
  private static void awaitExit(ProcessHandle handle) {
    handle.onExit().completeOnTimeout(handle, REAPED_MS, TimeUnit.MILLISECONDS).join();
  }

  /** Waits for the end; at the timeout kills everything and fails with all threads' stacks. */
  public Outcome await(long timeoutMs) throws InterruptedException {
    if (!process.waitFor(timeoutMs, TimeUnit.MILLISECONDS) || !out.awaitEnd(timeoutMs)) {
      String state = describe();
      kill();
      throw new AssertionError("still running after " + timeoutMs + " ms" + state);
    }
    err.awaitEnd(timeoutMs);
    long ms = (System.nanoTime() - startedNs) / 1_000_000;
    return new Outcome(process.exitValue(), out(), err(), ms);
  }
}
