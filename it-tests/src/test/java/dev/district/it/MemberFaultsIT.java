package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.InTurns;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Journal;
import dev.district.it.harness.Members;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A member, the coordinator of a checkpoint, or the conductor of a restart dies at each step: there
 * is the old checkpoint or the new one, whole, and all members go on from the same.
 */
class MemberFaultsIT {
  private static final long END_MS = 120_000;
  private static final Pattern SEEN = Pattern.compile("(\\w+) (\\d+) has seen (\\d+)");

  private static final List<String> COORDINATOR =
      List.of(
          "coordinator-before-hold",
          "coordinator-after-hold",
          "coordinator-after-capture",
          "coordinator-after-agree",
          "coordinator-after-settle",
          "coordinator-after-release",
          "coordinator-before-manifest",
          "coordinator-after-commit");
  private static final List<String> MEMBER =
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
  private static final List<String> RESTART =
      List.of(
          "conductor-before-start",
          "conductor-after-start",
          "conductor-before-release",
          "conductor-after-release",
          "member-before-restore",
          "member-before-arrival",
          "member-after-arrival");

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  /** In a short run every place is on one of the JDKs. */
  static Stream<Arguments> places() {
    return InTurns.of(MEMBER);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theCoordinatorDies(Jdk jdk) throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path exchange = Files.createDirectory(district.home().resolve("exchange"));
      Members members = mutual(district, exchange, List.of());
      members.commit();
      for (String place : COORDINATOR) {
        int before = newest(district);
        Outcome died = district.checkpoint("--fault", place);
        assertThat(died.exit()).as(place + died.describe()).isEqualTo(137);
        int x = members.of("x").lines();
        int y = members.of("y").lines();
        members.awaitLines(Math.max(x, y) + 2);
        int after = newest(district);
        assertThat(after).as(place).isBetween(before, before + 1);
        verify(district);
        Journal.fault(jdk, place, after == before ? "old checkpoint" : "new checkpoint");
        members.commit();
        assertThat(newest(district)).as(place).isEqualTo(after + 1);
      }
      members.commit("--stop");
      members.await();
      consistent(district, exchange);
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void aMemberDies(String place, Jdk jdk) throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path exchange = Files.createDirectory(district.home().resolve("exchange"));
      Members members = mutual(district, exchange, List.of("-o", "fault=" + place + ":kill:2"));
      members.commit();
      Outcome outcome = district.checkpoint();
      for (Map.Entry<String, Outcome> ended : members.await().entrySet()) {
        assertThat(ended.getValue().exit()).as(ended.getValue().describe()).isEqualTo(137);
      }
      assertThat(newest(district)).as(outcome.describe()).isEqualTo(outcome.exit() == 0 ? 2 : 1);
      verify(district);
      Journal.fault(jdk, place, outcome.exit() == 0 ? "new checkpoint" : "old checkpoint");
      consistent(district, exchange);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aRestartDies(Jdk jdk) throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path exchange = Files.createDirectory(district.home().resolve("exchange"));
      Members members = mutual(district, exchange, List.of());
      members.commit("--stop");
      members.await();
      for (String place : RESTART) {
        String[] options =
            place.startsWith("conductor")
                ? new String[] {"--fault", place}
                : new String[] {"-o", "fault=" + place};
        Outcome died = district.restart(options).await(END_MS);
        assertThat(died.exit()).as(place + died.describe()).isNotZero();
        assertThat(died.out()).as(place).doesNotContain("has seen");
        if (place.equals("conductor-after-release")) {
          assertThat(district.checkpoint("--stop").exit()).isZero();
        }
        Journal.fault(jdk, place, "restart again");
        awaitEnd(district);
      }
      consistent(district, exchange);
    }
  }

  /** Members that are left alone in a restart end by themselves. */
  private static void awaitEnd(District district) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (district.command("status", "D").out().contains("stopped")) {
        return;
      }
    }
    throw new AssertionError("the district has not ended\n" + district.story());
  }

  private static Members mutual(District district, Path exchange, List<String> options)
      throws InterruptedException {
    Program mutual = Programs.tck("members.Mutual");
    Members members = new Members(district);
    members.run("x", mutual.with(exchange.toString(), "x", "y", "100000"));
    members.run(
        "y", mutual.with(exchange.toString(), "y", "x", "100000"), options.toArray(String[]::new));
    members.awaitLines(20);
    return members;
  }

  /** Both go on from one cut: neither has seen more than the other had counted. */
  private static void consistent(District district, Path exchange)
      throws InterruptedException, IOException {
    Files.move(exchange, district.home().resolve("gone"));
    Running restart = district.restart();
    restart.awaitLines(20, END_MS);
    restart.kill();
    int[] x = first(Members.labelled(restart.out(), "x"));
    int[] y = first(Members.labelled(restart.out(), "y"));
    assertThat(x[1]).as(restart.out()).isLessThanOrEqualTo(y[0]);
    assertThat(y[1]).as(restart.out()).isLessThanOrEqualTo(x[0]);
  }

  private static int[] first(String out) {
    Matcher line = SEEN.matcher(out);
    assertThat(line.find()).as(out).isTrue();
    return new int[] {Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3))};
  }

  private static int newest(District district) throws InterruptedException {
    List<String> lines = district.command("history", "D").out().lines().toList();
    String last = lines.get(lines.size() - 1).trim();
    return Integer.parseInt(last.split(" +")[0]);
  }

  private static void verify(District district) throws InterruptedException {
    Outcome verified = district.command("verify", "D");
    assertThat(verified.exit()).as(verified.describe()).isZero();
  }
}
