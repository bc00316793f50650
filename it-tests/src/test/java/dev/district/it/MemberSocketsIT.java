package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.InTurns;
import dev.district.it.harness.Jdk;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections between members: not a byte lost, doubled or reordered. */
class MemberSocketsIT {
  private static final long END_MS = 120_000;
  private static final String DONE = "done: nothing lost, doubled or reordered\n";
  private static final List<String> NAMES = List.of("server", "client");
  private static final List<String> COORDINATOR =
      List.of("coordinator-after-capture", "coordinator-after-agree", "coordinator-after-settle");

  /** In a short run each of the programs is on one of the JDKs. */
  static Stream<Arguments> streams() {
    return InTurns.of(
        List.of("members.Streaming", "members.Selecting", "crossings.Talk", "crossings.Calls"));
  }

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  private static int rounds() {
    return Settings.isLong() ? 20 : 2;
  }

  private static int checkpoints() {
    return Settings.isLong() ? 100 : 2;
  }

  private static String connections(Program program) {
    return Settings.isLong() || isStreaming(program) ? "10" : "3";
  }

  private static boolean isStreaming(Program program) {
    return program.main().endsWith(".Streaming");
  }

  /** More is under way in ten connections than that heap would hold. */
  private static Program inLittleMemory(Program program) {
    return isStreaming(program) ? program.withOptions("-Xmx48m") : program;
  }

  @ParameterizedTest
  @MethodSource("streams")
  void streamsGoOnAfterCheckpointsAndRestarts(String program, Jdk jdk)
      throws InterruptedException, IOException {
    cycles(inLittleMemory(Programs.tck(program)), jdk, DONE);
  }

  /** Waiting to be accepted, open in one direction only. */
  @ParameterizedTest
  @MethodSource("jdks")
  void connectionsInEveryStateGoOn(Jdk jdk) throws InterruptedException, IOException {
    cycles(Programs.tck("members.Doors"), jdk, "done: all came through\n");
  }

  private static void cycles(Program program, Jdk jdk, String end)
      throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path exchange = Files.createDirectory(district.home().resolve("exchange"));
      Members members = pair(district, program, exchange, connections(program));
      for (int checkpoint = 0; checkpoint < checkpoints(); checkpoint++) {
        members.commit();
      }
      NAMES.forEach(name -> members.of(name).kill());
      members.await();
      for (int round = 1; round < rounds(); round++) {
        Running restart = district.restart();
        restart.awaitLines(10, END_MS);
        Outcome committed = district.checkpoint();
        assertThat(committed.exit()).as(committed.describe()).isZero();
        restart.kill();
        restart.await(END_MS);
      }
      Running last = district.restart();
      last.awaitLines(10, END_MS);
      Files.createFile(exchange.resolve("end"));
      Outcome outcome = last.await(END_MS);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      for (String name : NAMES) {
        assertThat(Members.labelled(outcome.out(), name)).as(outcome.describe()).endsWith(end);
      }
    }
  }

  /** Whoever dies, the members decide alike whether bytes are taken out, and lose none. */
  @ParameterizedTest
  @MethodSource("jdks")
  void streamsGoOnWhenTheCoordinatorDies(Jdk jdk) throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path exchange = Files.createDirectory(district.home().resolve("exchange"));
      Members members = pair(district, Programs.tck("members.Streaming"), exchange, "1");
      for (String place : COORDINATOR) {
        Outcome died = district.checkpoint("--fault", place);
        assertThat(died.exit()).as(place + died.describe()).isEqualTo(137);
        int lines = NAMES.stream().mapToInt(name -> members.of(name).lines()).max().orElse(0);
        members.awaitLines(lines + 3);
      }
      members.commit();
      Files.createFile(exchange.resolve("end"));
      for (Outcome outcome : members.await().values()) {
        assertThat(outcome.out()).as(outcome.describe()).endsWith(DONE);
      }
    }
  }

  private static Members pair(District district, Program program, Path exchange, String count)
      throws InterruptedException {
    Members members = new Members(district);
    for (String name : NAMES) {
      members.run(name, program.with(exchange.toString(), name, count));
    }
    members.awaitLines(5);
    return members;
  }
}
