package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.InTurns;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Members;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What befalls districts from outside, and what a long life does to them. */
class SupervisionIT {
  private static final Program COUNTER = Programs.sample("Counter").with("150");
  private static final int STATUS = 3;
  private static final int CYCLES = 100;
  private static final int SOME = 20;
  private static final long END_MS = 120_000;

  static Stream<Jdk> jdks() {
    return InTurns.jdks();
  }

  /** It is tried again from the newest checkpoint, then from an older one, then given up. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aCrashLoopEnds(Jdk jdk) throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path doom = district.home().resolve("doom");
      Program program = Programs.tck("ends.Halting").with("100", doom.toString());
      Running running = district.run(program, "--on-crash", "restart");
      Ready.awaitLines(running, 2);
      Ready.commit(district, running);
      Ready.awaitLines(running, 4);
      Ready.commit(district, running);
      Files.createFile(doom);
      Outcome outcome = running.await(END_MS);
      assertThat(outcome.exit()).as(outcome.describe()).isEqualTo(STATUS);
      assertThat(outcome.err())
          .contains("it goes on from checkpoint 2", "it goes on from checkpoint 1")
          .contains("it has crashed too often since its last checkpoint; it stays stopped");
      Files.delete(doom);
      Outcome cured = district.restart().await(END_MS);
      assertThat(cured.exit()).as(cured.describe()).isZero();
      assertThat(cured.out()).endsWith("done: cured\n");
    }
  }

  /** A node is lost: the districts that had a member there go back, and no other. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whoHadNobodyThereIsNotMoved(Jdk jdk) throws InterruptedException {
    try (District one = District.formatted(jdk);
        District other = District.formatted(jdk);
        District elsewhere = District.formatted(jdk)) {
      Members ofOne = two(one);
      Members ofOther = two(other);
      Members untouched = new Members(elsewhere);
      Running neighbour = untouched.run("main", COUNTER);
      untouched.awaitLines(1);
      ofOne.commit();
      ofOther.commit();
      long pid = untouched.pid("main");
      ofOne.kill("there");
      ofOther.kill("there");
      ofOne.awaitRunning("here", 2);
      ofOther.awaitRunning("here", 2);
      if (neighbour.isAlive()) {
        assertThat(untouched.pid("main")).isEqualTo(pid);
        assertThat(untouched.incarnation("main")).isEqualTo(1);
      }
      assertThat(neighbour.await(END_MS).out()).isEqualTo(References.of(COUNTER, jdk).out());
      for (Members members : List.of(ofOne, ofOther)) {
        members
            .await()
            .forEach((name, outcome) -> assertThat(outcome.exit()).as(outcome.describe()).isZero());
      }
    }
  }

  private static Members two(District district) throws InterruptedException {
    Members members = new Members(district);
    members.run("here", COUNTER, "--on-crash", "restart");
    members.run("there", COUNTER, "--on-crash", "restart");
    members.awaitLines(3);
    return members;
  }

  /** One after the other: each is asked for by somebody who waits for it. */
  @ParameterizedTest
  @MethodSource("jdks")
  void checkpointsAskedForAtOnceAreTakenInTurn(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Running running = district.run(COUNTER);
      Ready.awaitLines(running, 3);
      Ready.commit(district, running);
      List<Running> asked =
          Stream.generate(() -> district.launcher(List.of("checkpoint", "D"))).limit(4).toList();
      for (Running one : asked) {
        Outcome outcome = one.await(END_MS);
        assertThat(outcome.exit()).as(outcome.describe()).isZero();
      }
      assertThat(district.newest()).isBetween(2, 5);
      running.kill();
      running.await(END_MS);
      Outcome outcome = district.restart().await(END_MS);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
    }
  }

  /** Neither threads nor descriptors nor the image grow, nor what is kept of them. */
  @ParameterizedTest
  @MethodSource("jdks")
  void nothingGrowsWithTheNumberOfCheckpoints(Jdk jdk) throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Members members = new Members(district);
      Running running =
          members.run("main", Programs.sample("Counter").with("4000"), "--every", "50ms");
      Ready.awaitLines(running, 1);
      district.awaitCheckpoint(SOME, END_MS);
      long pid = members.pid("main");
      long threads = count(pid, "task");
      long descriptors = count(pid, "fd");
      long size = size(district.store());
      district.awaitCheckpoint(CYCLES + SOME, END_MS);
      assertThat(count(pid, "task")).isLessThanOrEqualTo(threads + 2);
      assertThat(count(pid, "fd")).isLessThanOrEqualTo(descriptors + 2);
      assertThat(size(district.store())).isLessThan(size * 3 / 2);
    }
  }

  private static long count(long pid, String kind) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc", "" + pid, kind))) {
      return entries.count();
    }
  }

  /** What goes while it is looked at counts for nothing. */
  private static long size(Path directory) throws IOException {
    try (Stream<Path> entries = Files.walk(directory)) {
      return entries.mapToLong(SupervisionIT::length).sum();
    } catch (UncheckedIOException e) {
      return size(directory);
    }
  }

  private static long length(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
