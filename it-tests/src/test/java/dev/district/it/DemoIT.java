package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first command of the README. */
class DemoIT {
  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void countsIsKilledAndCountsOnToTheEnd(Jdk jdk) throws InterruptedException {
    try (District district = new District(jdk)) {
      Outcome outcome = district.command("demo");
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      assertThat(outcome.out()).contains("kill -9").contains("done: 40 rounds");
      assertThat(outcome.ms()).isLessThan(60_000);
    }
  }
}
