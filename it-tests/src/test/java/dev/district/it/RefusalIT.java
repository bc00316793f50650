package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State that can't be captured yet: the checkpoint is refused with the cause, nothing is committed,
 * the program goes on undisturbed, and when it has let go of the state it can be checkpointed.
 */
class RefusalIT {
  private static final Map<String, List<String>> CAUSES =
      Map.of(
          "OpenPipe", List.of("pipe", "OpenPipe"),
          "LayerModule", List.of("layer"),
          "NativeHandle", List.of("an open directory", "DirectoryStream"),
          "ChildProcess", List.of("Process"),
          "Drawing", List.of("an object of a native library of the JDK", "sun.java2d"),
          "Watching", List.of("a watch service", "FileSystemWatchService"),
          "LongSite", List.of("invokedynamic number", "class dev.district", "LongSiteMade"),
          "Forgotten", List.of("Forgotten", "would lose"));

  /** In a short run each of the programs is on one of the JDKs. */
  static Stream<Arguments> programs() {
    return InTurns.of(CAUSES.keySet().stream().sorted().toList());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("programs")
  void isRefusedWithTheCauseWhileItIsHeld(String name, Jdk jdk) throws InterruptedException {
    Program program = Programs.tck("refused." + name).with("200", "20");
    Outcome reference = References.of(program, jdk);
    try (District district = District.formatted(jdk)) {
      Running running = district.run(program);
      Ready.awaitLines(running, 25);
      Outcome refused = Ready.checkpoint(district, running);
      assertThat(refused.exit()).as(refused.describe()).isEqualTo(3);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains(CAUSES.get(name));
      assertThat(district.command("restart", "D").exit()).as("nothing was committed").isNotZero();
      Outcome outcome = running.await(120_000);
      assertThat(outcome.out()).isEqualTo(reference.out());
      assertThat(outcome.exit()).isEqualTo(reference.exit());
    }
  }

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  /** Such a thread is blocked inside the VM, with no frame that could be left and entered again. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aThreadThatWaitsForAnInitialiserOfAnotherIsNamed(Jdk jdk) throws InterruptedException {
    Program program = Programs.tck("refused.AwaitedInitialiser").with("200");
    try (District district = District.formatted(jdk)) {
      Running running = district.run(program, "--option", "stop-timeout=1s");
      Ready.awaitLines(running, 30);
      Outcome refused = Ready.checkpoint(district, running);
      assertThat(refused.exit()).as(refused.describe()).isEqualTo(3);
      assertThat(refused.err()).contains("waiting", "AwaitedInitialiser");
      Outcome outcome = running.await(120_000);
      assertThat(outcome.out()).isEqualTo(References.of(program, jdk).out());
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("programs")
  void isTakenBeforeItIsHeldAndAfterItIsReleased(String name, Jdk jdk) throws InterruptedException {
    Program program = Programs.tck("refused." + name).with("20");
    Overlap overlap = new Overlap(References.of(program, jdk).out());
    try (District district = District.formatted(jdk)) {
      Running running = district.run(program);
      Ready.awaitLines(running, 48);
      Ready.commit(district, running, "--stop");
      overlap.stopped(running.await(60_000).out());
      Outcome outcome = district.restart().await(60_000);
      assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
    }
  }
}
