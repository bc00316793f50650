package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.district.it.harness.District;
import dev.district.it.harness.InTurns;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Restarts under another garbage collector, another heap size, another feature release. */
class OtherJvmIT {
  private static final List<String> OTHERS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseParallelGC",
          "-XX:+UseG1GC",
          "-XX:+UseZGC",
          "-Xmx64m",
          "-Xmx1g",
          "-Xint",
          "-XX:-TieredCompilation");

  static Stream<Arguments> jvms() {
    return InTurns.of(OTHERS);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("jvms")
  void anotherJvmOfTheSameReleaseGoesOn(String option, Jdk jdk) throws InterruptedException {
    Program program = Programs.tck("heap.IdentityMaps");
    try (District district = District.formatted(jdk)) {
      Overlap overlap = stopped(district, program);
      Outcome outcome = district.restart("--jvm-arg=" + option).await(120_000);
      assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
      assertThat(outcome.exit()).isZero();
    }
  }

  /** Forth and back, for each other build there is. */
  @TestFactory
  Stream<DynamicTest> anotherBuildOfTheSameReleaseGoesOn() {
    return Jdk.otherBuilds().stream()
        .flatMap(
            other ->
                Jdk.all().stream()
                    .filter(jdk -> jdk.feature() == other.feature())
                    .flatMap(jdk -> Stream.of(new Jdk[] {jdk, other}, new Jdk[] {other, jdk})))
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair[0].home() + " to " + pair[1].home(), () -> goOn(pair[0], pair[1])));
  }

  private static void goOn(Jdk jdk, Jdk other) throws InterruptedException {
    for (String program : List.of("heap.IdentityMaps", "flow.Reflection", "threads.Pools")) {
      try (District district = District.formatted(jdk)) {
        Overlap overlap = stopped(district, Programs.tck(program));
        Outcome outcome = district.restart("--java", other.command("java")).await(120_000);
        assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
        assertThat(outcome.exit()).isZero();
      }
    }
  }

  @Test
  void anotherFeatureReleaseIsRefused() throws InterruptedException {
    List<Jdk> jdks = Jdk.all();
    assumeTrue(jdks.size() > 1, "two feature releases are needed");
    for (Jdk jdk : jdks) {
      Jdk other = jdks.get(jdks.indexOf(jdk) == 0 ? 1 : 0);
      Program program = Programs.sample("Counter");
      try (District district = District.formatted(jdk)) {
        Overlap overlap = stopped(district, program);
        Outcome refused = district.restart("--java", other.command("java")).await(60_000);
        assertThat(refused.exit()).as(refused.describe()).isEqualTo(6);
        assertThat(refused.err())
            .contains(String.valueOf(jdk.feature()))
            .contains(String.valueOf(other.feature()));
        assertThat(refused.out()).isEmpty();
        Outcome outcome = district.restart("--java", jdk.command("java")).await(60_000);
        assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
      }
    }
  }

  /** A program that remembers where fields are would write elsewhere. */
  @ParameterizedTest
  @MethodSource("jdks")
  void offsetsThatTheProgramKnowsMustBeTheSame(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Overlap overlap = stopped(district, Programs.tck("heap.Addresses"));
      Outcome refused = district.restart("--jvm-arg=-XX:-UseCompressedOops").await(60_000);
      assertThat(refused.exit()).as(refused.describe()).isEqualTo(6);
      assertThat(refused.err()).contains("sun.misc.Unsafe").contains("UseCompressedOops");
      assertThat(refused.out()).isEmpty();
      Outcome outcome = district.restart("--jvm-arg=-XX:+UseSerialGC").await(60_000);
      assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
    }
  }

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  private static Overlap stopped(District district, Program program) throws InterruptedException {
    String reference = References.of(program, district.jdk()).out();
    Overlap overlap = new Overlap(reference);
    Running running = district.run(program);
    Ready.awaitLines(running, (int) Math.min(10, reference.lines().count() / 3));
    Ready.commit(district, running, "--stop");
    overlap.stopped(running.await(60_000).out());
    return overlap;
  }
}
