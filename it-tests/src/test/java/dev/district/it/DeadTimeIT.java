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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that was dead for some time goes on where it was, and doesn't make up for it. */
class DeadTimeIT {
  private static final long DEAD_MS = 6_000;
  private static final Program RATES = Programs.tck("time.Rates").with("250");

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void fixedRatesDoNotBurst(Jdk jdk) throws InterruptedException {
    Overlap overlap = new Overlap(References.of(RATES, jdk).out());
    try (District district = District.formatted(jdk)) {
      Running running = district.run(RATES);
      Ready.awaitLines(running, 20);
      Ready.commit(district, running, "--stop");
      overlap.stopped(running.await(60_000).out());
      Thread.sleep(DEAD_MS);
      Outcome outcome = district.restart().await(60_000);
      assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
    }
  }
}
