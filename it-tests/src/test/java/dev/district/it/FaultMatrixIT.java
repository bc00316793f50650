package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Journal;
import dev.district.it.harness.Members;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Running;
import dev.district.it.harness.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Deaths at every named place, again and again in one district, which goes on each time from what
 * the death has left: the checkpoint before, or the new one. Its two members write numbered blocks
 * to each other and check each one, so that they would find it out at once if they had been
 * restored from two different checkpoints.
 *
 * <p>What was left is told to {@link Journal#faults}; {@code it-tests/bin/fault-matrix} makes
 * {@code docs/fault-matrix.md} of it.
 */
class FaultMatrixIT {
  /** Where the coordinator of a checkpoint can die. */
  public static final List<String> COORDINATOR =
      List.of(
          "coordinator-before-hold",
          "coordinator-after-hold",
          "coordinator-after-capture",
          "coordinator-after-agree",
          "coordinator-after-settle",
          "coordinator-after-release",
          "coordinator-before-manifest",
          "coordinator-after-commit");

  /** Where a member can die in a checkpoint. */
  public static final List<String> MEMBER =
      List.of(
          "member-before-hold",
          "member-after-hold",
          "member-after-capture",
          "member-after-agree",
          "member-before-settle",
          "member-after-settle",
          "member-after-release",
          "member-before-write",
          "member-after-write",
          "member-before-end",
          "member-after-end");

  /** Where a restart can be cut short. */
  public static final List<String> RESTART =
      List.of(
          "conductor-before-start",
          "conductor-after-start",
          "conductor-before-release",
          "conductor-after-release",
          "member-before-restore",
          "member-before-arrival",
          "member-after-arrival",
          "member-after-release-of-restart");

  /** A member dies that has been waited for: the other one may run before it is stopped. */
  private static final List<String> AFTER_ALL_ARE_THERE =
      List.of("member-after-arrival", "member-after-release-of-restart");

  private static final List<String> NAMES = List.of("server", "client");
  private static final int ROUNDS = Settings.isLong() ? Settings.instants() : 1;
  private static final int KILLED = 137;
  private static final int REFUSED = 3;
  private static final int BUSY = 5;
  private static final int ATTEMPTS = 50;
  private static final int LINES = 3;
  private static final long END_MS = 120_000;

  /** One of them in a short run. */
  static Stream<Jdk> jdks() {
    List<Jdk> all = Jdk.all();
    return Settings.isLong()
        ? all.stream()
        : Stream.of(all.get((int) Math.floorMod(Settings.seed(), all.size())));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theCoordinatorOfACheckpointDies(Jdk jdk) throws InterruptedException, IOException {
    try (District district = stopped(jdk)) {
      for (String place : COORDINATOR) {
        int made = 0;
        for (int round = 0; round < ROUNDS; round++) {
          Running running = goesOn(district);
          int before = district.newest();
          Outcome died = checkpoint(district, "--fault", place);
          assertThat(died.exit()).as(place + died.describe()).isEqualTo(KILLED);
          awaitMore(running);
          made += made(district, place, before);
          running.kill();
        }
        Journal.faults(jdk, place, ROUNDS, ROUNDS - made, made);
      }
      goesOn(district).kill();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aMemberDiesInACheckpoint(Jdk jdk) throws InterruptedException, IOException {
    try (District district = stopped(jdk)) {
      for (String place : MEMBER) {
        int made = 0;
        for (int round = 0; round < ROUNDS; round++) {
          Running running = goesOn(district, "-o", fault(place, round));
          int before = district.newest();
          Outcome checkpoint = checkpoint(district);
          Outcome ended = running.await(END_MS);
          assertThat(ended.exit()).as(place + ended.describe()).isNotZero();
          blocksAreInOrder(ended);
          int one = made(district, place, before);
          assertThat(checkpoint.exit() == 0).as(place + checkpoint.describe()).isEqualTo(one == 1);
          made += one;
        }
        Journal.faults(jdk, place, ROUNDS, ROUNDS - made, made);
      }
      goesOn(district).kill();
    }
  }

  /** Nothing is written, and the program does not run: one proof per place is enough. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aRestartIsCutShort(Jdk jdk) throws InterruptedException, IOException {
    try (District district = stopped(jdk)) {
      for (String place : RESTART) {
        int before = district.newest();
        for (int round = 0; round < ROUNDS; round++) {
          String[] options =
              place.startsWith("conductor")
                  ? new String[] {"--fault", place}
                  : new String[] {"-o", fault(place, round)};
          Outcome died = restart(district, options).await(END_MS);
          assertThat(died.exit()).as(place + died.describe()).isNotZero();
          blocksAreInOrder(died);
          if (place.endsWith("after-release")) {
            Members members = new Members(district);
            NAMES.forEach(members::kill);
          } else if (!AFTER_ALL_ARE_THERE.contains(place)) {
            assertThat(died.out()).as(place).doesNotContain("blocks");
          }
          assertThat(district.newest()).as(place).isEqualTo(before);
        }
        goesOn(district).kill();
        Journal.faults(jdk, place, ROUNDS, ROUNDS, 0);
      }
    }
  }

  private static String fault(String place, int round) {
    return "fault=" + place + "@" + NAMES.get(round % NAMES.size());
  }

  private static District stopped(Jdk jdk) throws InterruptedException, IOException {
    District district = District.formatted(jdk);
    Path exchange = Files.createDirectory(district.home().resolve("exchange"));
    Program streaming = Programs.tck("members.Streaming");
    Members members = new Members(district);
    for (String name : NAMES) {
      members.run(name, streaming.with(exchange.toString(), name, "1", "1"));
    }
    members.awaitLines(LINES);
    members.commit("--stop");
    members.await();
    return district;
  }

  /** Restarts the district; a member that was left alone may still be about to end. */
  private static Running restart(District district, String... options) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Running running = district.restart(options);
      if (running.awaitLines(1, END_MS) || attempt == ATTEMPTS) {
        return running;
      }
      if (running.await(END_MS).exit() != BUSY) {
        return running;
      }
    }
  }

  /** Restarts the district, and sees both members read what the other has written. */
  private static Running goesOn(District district, String... options) throws InterruptedException {
    Running running = restart(district, options);
    awaitMore(running);
    return running;
  }

  private static void awaitMore(Running running) throws InterruptedException {
    int seen = running.out().length();
    for (int lines = running.lines() + 2; ; lines++) {
      assertThat(running.awaitLines(lines, END_MS)).as(running.describe()).isTrue();
      String more = running.out().substring(seen);
      if (NAMES.stream().allMatch(name -> reads(Members.labelled(more, name)))) {
        return;
      }
    }
  }

  private static boolean reads(String out) {
    return out.lines().map(line -> line.replaceAll(".*: | blocks", "")).distinct().count() >= 2;
  }

  /** Of refusals of the moment the next attempt knows nothing. */
  private static Outcome checkpoint(District district, String... options)
      throws InterruptedException {
    Outcome outcome = district.checkpoint(options);
    for (int attempt = 1; attempt < ATTEMPTS && isOfTheMoment(outcome); attempt++) {
      outcome = district.checkpoint(options);
    }
    return outcome;
  }

  private static boolean isOfTheMoment(Outcome outcome) {
    return outcome.exit() == REFUSED
        && !outcome.err().contains("did not answer")
        && !outcome.err().contains("has died")
        && !outcome.err().contains("does not settle");
  }

  /** A survivor may find its connection broken before it is stopped, but never a wrong block. */
  private static void blocksAreInOrder(Outcome outcome) {
    assertThat(outcome.out() + outcome.err())
        .as(outcome.describe())
        .doesNotContain("IllegalStateException", "bytes behind the end");
  }

  private static int made(District district, String place, int before) {
    int made = district.newest() - before;
    assertThat(made).as(place).isBetween(0, 1);
    return made;
  }
}
