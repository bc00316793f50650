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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code run}, {@code restart} and the bare agent promise around the program. */
class RunningIT {
  private static final Program COUNTER = Programs.sample("Counter");

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theAgentIsNeitherSeenNorHeard(Jdk jdk) throws InterruptedException {
    List<Program> programs =
        List.of(
            Programs.sample("Pipeline"),
            Programs.tck("heap.Platform"),
            Programs.tck("threads.Identity"),
            Programs.tck("flow.Exceptions"),
            Programs.tck("ends.Uncaught"),
            Programs.tck("ends.ExitElsewhere"));
    try (District district = District.formatted(jdk)) {
      for (Program program : programs) {
        Outcome reference = References.of(program, jdk);
        Outcome outcome = district.runAlone(program, "").await(120_000);
        assertThat(outcome.out()).as(program.name()).isEqualTo(reference.out());
        assertThat(outcome.err()).as(program.name()).isEqualTo(reference.err());
        assertThat(outcome.exit()).as(program.name()).isEqualTo(reference.exit());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theAgentAloneDoesWhatRunDoes(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Overlap overlap = new Overlap(References.of(COUNTER, jdk).out());
      Running running = district.runAlone(COUNTER, "");
      Ready.awaitLines(running, 10);
      int flushed = running.out().length();
      Ready.commit(district, running);
      running.kill();
      overlap.killed(running.await(60_000).out(), flushed);
      ends(district.restart().await(60_000), overlap);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sigtermMeansCheckpointThenStop(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Overlap overlap = new Overlap(References.of(COUNTER, jdk).out());
      Running running = district.run(COUNTER);
      Ready.awaitLines(running, 10);
      running.terminate();
      Outcome stopped = running.await(60_000);
      assertThat(stopped.exit()).as(stopped.describe()).isEqualTo(143);
      overlap.stopped(stopped.out());
      ends(district.restart().await(60_000), overlap);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void periodicCheckpointsAreTakenWithoutAsking(Jdk jdk) throws InterruptedException {
    for (boolean alone : new boolean[] {false, true}) {
      try (District district = District.formatted(jdk)) {
        Overlap overlap = new Overlap(References.of(COUNTER, jdk).out());
        Running running =
            alone
                ? district.runAlone(COUNTER, ",every=500ms")
                : district.run(COUNTER, "--every", "500ms");
        Ready.awaitLines(running, 25);
        running.kill();
        String out = running.await(60_000).out();
        Outcome outcome = district.restart().await(60_000);
        overlap.killed(out, 1);
        ends(outcome, overlap);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anOlderCheckpointCanBeChosen(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Running running = district.run(COUNTER);
      Ready.awaitLines(running, 5);
      int first = running.out().length();
      Ready.commit(district, running);
      Ready.awaitLines(running, 25);
      int second = running.out().length();
      Ready.commit(district, running);
      running.kill();
      String out = running.await(60_000).out();
      Overlap fromFirst = new Overlap(References.of(COUNTER, jdk).out());
      fromFirst.killed(out.substring(0, second), first);
      ends(district.restart("--at", "1").await(60_000), fromFirst);
    }
  }

  private static void ends(Outcome outcome, Overlap overlap) {
    assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
    assertThat(outcome.exit()).as(outcome.describe()).isZero();
  }
}
