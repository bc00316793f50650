package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A district of its own in a state directory of its own, driven by the real launcher's commands.
 * Closing it kills whatever still runs and removes the directory.
 */
public final class District implements AutoCloseable {
  /** Longest time that a launcher command may take which doesn't run the program. */
  private static final long COMMAND_MS = 60_000;

  private static final long PAUSE_MS = 20;
  private static final String NAME = "D";

  private final Jdk jdk;
  private final WorkingDirectory directory = new WorkingDirectory("dit");
  private final Path home = directory.path();
  private final List<Running> started = new ArrayList<>();
  private final Story story = new Story();

  /** Makes the state directory and formats the district. */
  public static District formatted(Jdk jdk) throws InterruptedException {
    District district = new District(jdk);
    Outcome outcome = district.command("format", NAME);
    if (outcome.exit() != 0) {
      throw new AssertionError("format: " + outcome.describe());
    }
    return district;
  }

  /** Makes the state directory only. */
  public District(Jdk jdk) {
    this.jdk = jdk;
  }

  /** The JDK that launcher and program run on. */
  public Jdk jdk() {
    return jdk;
  }

  /** The state directory, {@code DISTRICT_HOME}. */
  public Path home() {
    return home;
  }

  /** The directory of the district's store. */
  public Path store() {
    return home.resolve(NAME);
  }

  /** What has happened so far, for messages. */
  public Story story() {
    return story;
  }

  /** Runs a launcher command to its end. */
  public Outcome command(String... arguments) throws InterruptedException {
    Running command = launcher(List.of(arguments));
    if (!command.endsWithin(COMMAND_MS)) {
      throw new AssertionError(
          "still running after " + COMMAND_MS + " ms: " + List.of(arguments) + describe());
    }
    Outcome outcome = command.await(COMMAND_MS);
    story.add(String.join(" ", arguments), outcome);
    return outcome;
  }

  /** {@code run D -- java …}, with options of {@code run} before the dashes. */
  public Running run(Program program, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", NAME));
    arguments.addAll(program.launch());
    arguments.addAll(List.of(options));
    arguments.add("--");
    arguments.addAll(program.command(jdk));
    return foreground(arguments);
  }

  /** {@code restart D}, with further options. */
  public Running restart(String... options) {
    List<String> arguments = new ArrayList<>(List.of("restart", NAME));
    arguments.addAll(List.of(options));
    return foreground(arguments);
  }

  /** The program under the agent without the launcher as a parent. */
  public Running runAlone(Program program, String agentOptions) {
    List<String> command = new ArrayList<>(program.command(jdk));
    command.add(1, "-javaagent:" + Settings.agentJar() + "=district=" + NAME + agentOptions);
    return start(command);
  }

  /** {@code checkpoint D}, once. */
  public Outcome checkpoint(String... options) throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("checkpoint", NAME));
    arguments.addAll(List.of(options));
    return command(arguments.toArray(String[]::new));
  }

  /** Waits for checkpoints that somebody else takes. */
  public void awaitCheckpoint(int number, long timeoutMs) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutMs * 1_000_000;
    while (committed().orElse(0) < number) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("checkpoint " + number + " has not come" + describe());
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  /** Waits for further ones; the last of them has everybody in it who is in the district now. */
  public void awaitNextCheckpoints(int count, long timeoutMs) throws InterruptedException {
    awaitCheckpoint(committed().orElse(0) + count, timeoutMs);
  }

  /** Number of the checkpoint that was committed last. */
  public int newest() {
    return committed().orElseThrow(() -> new AssertionError("no checkpoint in " + store()));
  }

  private OptionalInt committed() {
    try (Stream<Path> entries = Files.list(store().resolve("checkpoints"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .mapToInt(Integer::parseInt)
          .max();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a launcher command without waiting for its end. */
  public Running launcher(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Settings.launcher().toString()));
    command.addAll(arguments);
    return start(command);
  }

  /** Starts any command with this district's environment. */
  public Running start(List<String> command) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DISTRICT_HOME", home.toString());
    environment.put("JAVA_HOME", jdk.home().toString());
    Running running = Running.start(command, home, environment);
    started.add(running);
    return running;
  }

  /** What has happened, and where all processes stand that still run. */
  private String describe() {
    return started.stream()
        .filter(Running::isAlive)
        .map(Running::describe)
        .collect(Collectors.joining("\n", "\n" + story, ""));
  }

  private Running foreground(List<String> arguments) {
    story.add(String.join(" ", arguments));
    return launcher(arguments);
  }

  @Override
  public void close() {
    started.stream().filter(Running::isAlive).forEach(Running::kill);
    directory.close();
  }
}
