package dev.district.core.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DynamicTest;

/**
 * The check all program bodies go through: stopped at every poll and rebuilt, they give what a
 * direct run gives.
 *
 * <p>On another JDK than Maven's own: {@code mvn -pl agent/core -am test
 * -Djvm=$JAVA25_HOME/bin/java}.
 */
abstract class PointwiseTest {
  private static final int MOST_POINTS = 30;

  private final Collection<DynamicTest> tests = new ArrayList<>();

  /** A body each of whose polls can be resumed. */
  void program(String name, Callable<?> body) {
    add(name, body, false, false);
  }

  /** A body that holds monitors, so that the stopped thread must be unwound. */
  void locking(String name, Callable<?> body) {
    add(name, body, true, false);
  }

  /** A body some of whose polls stand inside of what can't be rebuilt. */
  void partly(String name, Callable<?> body) {
    add(name, body, false, true);
  }

  /** A body whose first poll throws. */
  void throwing(String name, Throwable thrown, Callable<?> body) {
    tests.add(DynamicTest.dynamicTest(name, () -> firstThrows(body, thrown)));
  }

  private void add(String name, Callable<?> body, boolean unwind, boolean refusals) {
    tests.add(DynamicTest.dynamicTest(name, () -> everyPoint(body, unwind, refusals)));
    if (!refusals) {
      tests.add(DynamicTest.dynamicTest(name + ", 3 generations", () -> generations(body, unwind)));
    }
  }

  Collection<DynamicTest> tests() {
    return tests;
  }

  static void everyPoint(Callable<?> body, boolean unwind, boolean refusals) throws Exception {
    Probe direct = Probe.run(body, 0, false);
    assertThat(direct.count()).isPositive();
    int resumed = 0;
    for (int n = 1; n <= Math.min(direct.count(), MOST_POINTS); n++) {
      Probe stopped = Probe.run(body, n, unwind);
      if (stopped.frames() == null) {
        assertThat(refusals).as("refused at poll %d: %s", n, stopped.refusal()).isTrue();
        continue;
      }
      int value = stopped.value();
      Probe rest = Probe.resume(stopped.frames(), () -> value, 0, false);
      assertThat(rest.result())
          .as("from poll %d: %s", n, stopped.frames())
          .isEqualTo(direct.result());
      assertThat(n + rest.count()).isEqualTo(direct.count());
      resumed++;
    }
    System.out.printf("  %d of %d polls resumed%n", resumed, direct.count());
  }

  private static void firstThrows(Callable<?> body, Throwable thrown) throws Exception {
    Probe direct = Probe.failing(body, thrown);
    Probe stopped = Probe.run(body, 1, true);
    assertThat(stopped.refusal()).isNull();
    Probe rest = Probe.resume(stopped.frames(), () -> Probe.raise(thrown), 0, false);
    assertThat(rest.result()).isEqualTo(direct.result());
  }

  /** Stops, resumes, stops the resumed stack again, three times, at seeded random polls. */
  static void generations(Callable<?> body, boolean unwind) throws Exception {
    Probe direct = Probe.run(body, 0, false);
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      int left = direct.count();
      int step = 1 + random.nextInt(left);
      Probe at = Probe.run(body, step, unwind);
      List<Integer> steps = new ArrayList<>(List.of(step));
      for (int generation = 0; at.frames() != null && generation < 3; generation++) {
        left -= step;
        int value = at.value();
        step = generation == 2 || left == 0 ? 0 : 1 + random.nextInt(left);
        steps.add(step);
        at = Probe.resume(at.frames(), () -> value, step, unwind);
      }
      assertThat(at.refusal()).as("seed %d steps %s", seed, steps).isNull();
      if (at.frames() == null) {
        assertThat(at.result()).as("seed %d steps %s", seed, steps).isEqualTo(direct.result());
      }
    }
  }
}
