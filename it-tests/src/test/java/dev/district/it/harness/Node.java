package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several districts of one member each, below one state directory. */
public final class Node implements AutoCloseable {
  private static final long READY_MS = 60_000;
  private static final long PAUSE_MS = 50;

  private final District place;
  private final Map<String, Running> running = new LinkedHashMap<>();

  public Node(Jdk jdk) {
    place = new District(jdk);
  }

  /** A directory for the programs. */
  public Path exchange() {
    Path exchange = place.home().resolve("exchange");
    try {
      return Files.createDirectories(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program in a district of its own. */
  public Running run(String district, Program program, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", district, "--format"));
    arguments.addAll(List.of(options));
    arguments.add("--");
    arguments.addAll(program.command(place.jdk()));
    Running one = place.launcher(arguments);
    running.put(district, one);
    return one;
  }

  /** Restarts a district. */
  public Running restart(String district, String... options) {
    List<String> arguments = new ArrayList<>(List.of("restart", district));
    arguments.addAll(List.of(options));
    Running one = place.launcher(arguments);
    running.put(district, one);
    return one;
  }

  /** SIGKILL to everything of a district. */
  public void kill(String district) {
    of(district).kill();
  }

  /** The launcher that was started last for a district. */
  public Running of(String district) {
    Running one = running.get(district);
    if (one == null) {
      throw new IllegalArgumentException(district);
    }
    return one;
  }

  /** A checkpoint that must be committed. */
  public void commit(String district) throws InterruptedException {
    long deadline = System.nanoTime() + READY_MS * 1_000_000;
    Outcome outcome = command("checkpoint", district);
    while (outcome.exit() != 0) {
      if (System.nanoTime() > deadline || outcome.exit() != 4 && outcome.exit() != 3) {
        throw new AssertionError("checkpoint " + district + outcome.describe());
      }
      Thread.sleep(PAUSE_MS);
      outcome = command("checkpoint", district);
    }
  }

  /** Runs a launcher command. */
  public Outcome command(String... arguments) throws InterruptedException {
    return place.command(arguments);
  }

  /** Waits for a district's newest checkpoint to be at least of that number. */
  public int awaitCheckpoint(String district, int number) throws InterruptedException {
    long deadline = System.nanoTime() + READY_MS * 1_000_000;
    for (; ; ) {
      int newest = newest(district);
      if (newest >= number) {
        return newest;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no checkpoint " + number + " of " + district + describe());
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  /** The number of its newest checkpoint, 0 if there is none. */
  public int newest(String district) {
    Path checkpoints = place.home().resolve(district).resolve("checkpoints");
    try (var entries = Files.list(checkpoints)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .mapToInt(Integer::parseInt)
          .max()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** What every launcher has shown. */
  public String describe() {
    StringBuilder all = new StringBuilder();
    running.forEach((district, one) -> all.append("\n== ").append(district).append(one.describe()));
    return all.toString();
  }

  @Override
  public void close() {
    place.close();
  }
}
