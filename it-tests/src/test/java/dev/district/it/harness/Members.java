package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Several members in one district, each with a launcher of its own. */
public final class Members {
  private static final long END_MS = 120_000;
  private static final long STATE_MS = 60_000;
  private static final long POLL_MS = 50;

  private final District district;
  private final Map<String, Running> running = new LinkedHashMap<>();

  public Members(District district) {
    this.district = district;
  }

  /** Starts one member more. */
  public Running run(String name, Program program, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--member";
    all[1] = name;
    System.arraycopy(options, 0, all, 2, options.length);
    Running one = district.run(program, all);
    running.put(name, one);
    return one;
  }

  /** The launcher of that member. */
  public Running of(String name) {
    Running one = running.get(name);
    if (one == null) {
      throw new IllegalArgumentException(name);
    }
    return one;
  }

  /** Waits until each has printed that many lines. */
  public void awaitLines(int lines) throws InterruptedException {
    for (Running one : running.values()) {
      Ready.awaitLines(one, lines);
    }
  }

  /**
   * A checkpoint that must be committed; returns how much each had printed when it was asked for.
   */
  public Map<String, Integer> commit(String... options) throws InterruptedException {
    Map<String, Integer> flushed = new LinkedHashMap<>();
    running.forEach((name, one) -> flushed.put(name, one.out().length()));
    Ready.commit(district, running.values().iterator().next(), options);
    return flushed;
  }

  /** SIGKILL to the JVM of that member alone. */
  public void kill(String name) {
    ProcessHandle.of(pid(name)).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The process of that member. */
  public long pid(String name) {
    return Long.parseLong(field(name, "pid"));
  }

  /** What the member has said of itself last. */
  public String state(String name) {
    return field(name, "state");
  }

  /** The incarnation that the member is in. */
  public long incarnation(String name) {
    return Long.parseLong(field(name, "incarnation"));
  }

  /** Waits until a member runs in that incarnation. */
  public void awaitRunning(String name, long incarnation) throws InterruptedException {
    long deadline = System.nanoTime() + STATE_MS * 1_000_000;
    while (!has(name, incarnation)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            name + " does not run in incarnation " + incarnation + of(name).describe());
      }
      Thread.sleep(POLL_MS);
    }
  }

  private boolean has(String name, long incarnation) {
    return Files.exists(seat(name))
        && field(name, "incarnation").equals(Long.toString(incarnation))
        && field(name, "state").equals("RUNNING");
  }

  private String field(String name, String key) {
    try {
      String start = key + "=";
      return Files.readAllLines(seat(name)).stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path seat(String name) {
    return district.store().resolve("run").resolve(name + ".lock");
  }

  /** Waits for the end of all launchers. */
  public Map<String, Outcome> await() throws InterruptedException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<String, Running> one : running.entrySet()) {
      outcomes.put(one.getKey(), one.getValue().await(END_MS));
    }
    return outcomes;
  }

  /** What a member printed, in the output of a restart of several. */
  public static String labelled(String out, String name) {
    String label = "[" + name + "] ";
    List<String> lines =
        out.lines()
            .filter(line -> line.startsWith(label))
            .map(line -> line.substring(label.length()) + "\n")
            .toList();
    return lines.stream().collect(Collectors.joining());
  }
}
