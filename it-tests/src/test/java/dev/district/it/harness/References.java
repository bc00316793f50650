package dev.district.it.harness;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Uninterrupted runs without agent, one per program and JDK: what everything is compared with. */
public final class References {
  private static final long TIMEOUT_MS = 180_000;
  private static final Map<Key, Outcome> RUNS = new ConcurrentHashMap<>();

  private References() {}

  private record Key(Program program, Jdk jdk, List<String> input) {}

  /** How the program ends when nobody disturbs it. */
  public static Outcome of(Program program, Jdk jdk) {
    return of(program, jdk, List.of());
  }

  /** How the program ends when nobody disturbs it and these lines are its input. */
  public static Outcome of(Program program, Jdk jdk, List<String> input) {
    return RUNS.computeIfAbsent(new Key(program, jdk, input), References::run);
  }

  private static Outcome run(Key key) {
    try (WorkingDirectory here = new WorkingDirectory("ref")) {
      Running running = Running.start(key.program.command(key.jdk), here.path(), Map.of());
      key.input.forEach(running::type);
      running.endInput();
      return running.await(TIMEOUT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + key.program + " ran", e);
    }
  }
}
