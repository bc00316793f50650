package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two restarts of one checkpoint draw different numbers, but where the program gave the seed. */
class RandomnessIT {
  private static final Program DRAWS = Programs.tck("identity.Draws").with("200");

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void onlySeededGeneratorsRepeatThemselves(Jdk jdk) throws InterruptedException {
    List<String> reference = References.of(DRAWS, jdk).out().lines().toList();
    try (District district = District.formatted(jdk)) {
      Running running = district.run(DRAWS);
      Ready.awaitLines(running, 10);
      Ready.commit(district, running, "--stop");
      running.await(60_000);
      List<String> first = restarted(district);
      List<String> second = restarted(district);
      assertThat(starting("seeded", first)).isEqualTo(starting("seeded", reference));
      assertThat(starting("seeded", second)).isEqualTo(starting("seeded", reference));
      assertThat(first).hasSameSizeAs(second);
      assertThat(starting("drawn", first))
          .hasSameSizeAs(starting("drawn", reference))
          .doesNotContainAnyElementsOf(starting("drawn", second));
    }
  }

  private static List<String> restarted(District district) throws InterruptedException {
    Outcome outcome = district.restart("--at", "1").await(60_000);
    assertThat(outcome.exit()).as(outcome.describe()).isZero();
    return outcome.out().lines().toList();
  }

  private static List<String> starting(String kind, List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(kind + ' ')).toList();
  }
}
