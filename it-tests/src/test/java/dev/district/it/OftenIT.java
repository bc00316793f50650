package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Overlap;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checkpoints without a pause between them: none gets stuck, however the monitors change hands, and
 * any of them is good.
 */
class OftenIT {
  private static final int CHECKPOINTS = 15;
  private static final long END_MS = 120_000;

  private static final List<Program> PROGRAMS =
      List.of(
          Programs.sample("Bank").with("60", "100"), Programs.tck("threads.Vectors").with("150"));

  static Stream<Arguments> programs() {
    return Jdk.all().stream()
        .flatMap(jdk -> PROGRAMS.stream().map(program -> Arguments.of(program, jdk)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("programs")
  void noneGetsStuck(Program program, Jdk jdk) throws InterruptedException {
    Overlap overlap = new Overlap(References.of(program, jdk).out());
    try (District district = District.formatted(jdk)) {
      Running running = district.run(program, "--every", "50ms", "--keep", "2");
      district.awaitCheckpoint(CHECKPOINTS, END_MS);
      running.kill();
      overlap.killed(running.await(END_MS).out(), 0);
      Outcome outcome = district.restart().await(END_MS);
      assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
      assertThat(outcome.exit()).isZero();
    }
  }
}
