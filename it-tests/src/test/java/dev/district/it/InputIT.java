package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Overlap;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import dev.district.it.harness.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs blocked in a read of standard input: the conversation goes on in another process. A long
 * run has the conversation again and again, and every line is met by a checkpoint at a random
 * instant: the program goes on, is killed, or has been stopped.
 */
class InputIT {
  private static final List<String> SUMS =
      List.of(
          "x = 3 * (4 + 1)", "y = x / 2", "x - y", "z = x * x * x", "2 +", "z - y", "x = 1", "x");
  private static final List<String> MOVES =
      List.of("take cat", "go east", "take lamp", "go east", "take rope", "go east", "drop cat");

  private static final int ROUNDS = Settings.isLong() ? 6 : 1;
  private static final int MOST_PAUSE_MS = 100;

  static Stream<Arguments> conversations() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, Programs.sample("Calculator"), SUMS, 0),
                    Arguments.of(jdk, Programs.sample("Adventure"), MOVES, 1)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("conversations")
  void goOnAfterEachLine(Jdk jdk, Program program, List<String> lines, int greeting)
      throws InterruptedException {
    List<String> input = Collections.nCopies(ROUNDS, lines).stream().flatMap(List::stream).toList();
    Random random = new Random(Settings.seed());
    Overlap overlap = new Overlap(References.of(program, jdk, input).out());
    try (District district = District.formatted(jdk)) {
      Running running = district.run(program);
      Ready.awaitLines(running, greeting);
      for (int line = 0; line < input.size(); line++) {
        int before = running.lines();
        running.type(input.get(line));
        Ready.awaitLines(running, before + 1);
        Thread.sleep(random.nextInt(MOST_PAUSE_MS));
        if (line % 2 == 1) {
          boolean kill = Settings.isLong() || line % 4 == 1;
          running = nextLife(district, running, overlap, kill);
        } else if (Settings.isLong()) {
          Ready.commit(district, running);
        }
      }
      running.endInput();
      Outcome outcome = running.await(60_000);
      assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
      assertThat(outcome.exit()).isZero();
    }
  }

  private static Running nextLife(District district, Running running, Overlap overlap, boolean kill)
      throws InterruptedException {
    if (kill) {
      int flushed = running.out().length();
      Ready.commit(district, running);
      running.kill();
      overlap.killed(running.await(60_000).out(), flushed);
    } else {
      Ready.commit(district, running, "--stop");
      overlap.stopped(running.await(60_000).out());
    }
    return district.restart();
  }
}
