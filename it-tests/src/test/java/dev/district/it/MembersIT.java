package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.InTurns;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Members;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Overlap;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.References;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Districts of several members: one checkpoint of all, one fate for all. */
class MembersIT {
  private static final Program COUNTER = Programs.sample("Counter").with("150");
  private static final Program LONG_COUNTER = Programs.sample("Counter").with("4000");
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final long END_MS = 120_000;
  private static final Pattern SEEN = Pattern.compile("(\\w+) (\\d+) has seen (\\d+)");

  static Stream<Jdk> jdks() {
    return InTurns.jdks();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void allAreKilledAndAllGoOn(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Members members = counters(district);
      Map<String, Integer> flushed = members.commit();
      NAMES.forEach(name -> members.of(name).kill());
      Map<String, Outcome> killed = members.await();
      Running restart = district.restart();
      Outcome second = district.restart().await(END_MS);
      Outcome outcome = restart.await(END_MS);
      assertThat(List.of(outcome.exit(), second.exit()))
          .as(outcome.describe() + second.describe())
          .contains(0, 5);
      Outcome won = outcome.exit() == 0 ? outcome : second;
      for (String name : NAMES) {
        Overlap overlap = new Overlap(References.of(COUNTER, jdk).out());
        overlap.killed(killed.get(name).out(), flushed.get(name));
        assertThat(overlap.complaint(Members.labelled(won.out(), name))).isNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theFirstOfAllMayBeSeveral(Jdk jdk) throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      try (District district = new District(jdk)) {
        Members members = new Members(district);
        NAMES.forEach(name -> members.run(name, COUNTER, "--format"));
        members.awaitLines(2);
        members.commit("--stop");
        for (Outcome stopped : members.await().values()) {
          assertThat(stopped.exit()).as(stopped.describe()).isEqualTo(143);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void stoppedTogetherNothingIsLostOrRepeated(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Members members = counters(district);
      members.commit("--stop");
      Map<String, Outcome> stopped = members.await();
      Outcome outcome = district.restart().await(END_MS);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      for (String name : NAMES) {
        assertThat(stopped.get(name).exit()).as(stopped.get(name).describe()).isEqualTo(143);
        assertThat(stopped.get(name).out() + Members.labelled(outcome.out(), name))
            .isEqualTo(References.of(COUNTER, jdk).out());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void oneDeathIsTheDeathOfAll(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Members members = counters(district);
      members.commit();
      members.kill("b");
      Map<String, Outcome> ended = members.await();
      for (String name : NAMES) {
        assertThat(ended.get(name).exit()).as(ended.get(name).describe()).isEqualTo(137);
      }
      Outcome outcome = district.restart().await(END_MS);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aDeathTakesAllBackAndAllGoOn(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk);
        District other = District.formatted(jdk)) {
      Members untouched = new Members(other);
      Running neighbour = untouched.run("main", COUNTER);
      untouched.awaitLines(1);
      Members members = counters(district, "--on-crash", "restart");
      Map<String, Integer> flushed = members.commit();
      long pid = untouched.pid("main");
      members.kill("b");
      members.awaitRunning("c", 2);
      if (neighbour.isAlive()) {
        assertThat(untouched.pid("main")).isEqualTo(pid);
        assertThat(untouched.incarnation("main")).isEqualTo(1);
      }
      Map<String, Outcome> ended = members.await();
      for (String name : NAMES) {
        Outcome outcome = ended.get(name);
        assertThat(outcome.exit()).as(outcome.describe()).isZero();
        String later = Members.labelled(outcome.out(), name);
        Overlap overlap = new Overlap(References.of(COUNTER, jdk).out());
        overlap.killed(before(outcome.out(), name), flushed.get(name));
        assertThat(overlap.complaint(later)).isNull();
      }
      Outcome outcome = neighbour.await(END_MS);
      assertThat(outcome.exit()).isZero();
      assertThat(outcome.out()).isEqualTo(References.of(COUNTER, jdk).out());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void rollbackEndsEvenASuspendedMember(Jdk jdk) throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Members members = counters(district);
      members.commit();
      long suspended = members.pid("a");
      assertThat(district.start(List.of("kill", "-STOP", "" + suspended)).await(END_MS).exit())
          .isZero();
      assertThat(district.restart().await(END_MS).exit()).isEqualTo(5);
      assertThat(district.checkpoint().exit()).isEqualTo(3);
      Outcome rolledBack = district.launcher(List.of("rollback", "D")).await(END_MS);
      assertThat(rolledBack.exit()).as(rolledBack.describe()).isZero();
      assertThat(ProcessHandle.of(suspended).filter(ProcessHandle::isAlive)).isEmpty();
      for (String name : NAMES) {
        assertThat(Members.labelled(rolledBack.out(), name)).contains("done: 150 rounds");
        assertThat(members.of(name).await(END_MS).exit()).isZero();
      }
      assertThat(district.command("history", "D").out().lines()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void membersComeAndLeave(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Members members = new Members(district);
      members.run("a", LONG_COUNTER);
      Running leaver = members.run("b", COUNTER.with("3"));
      members.awaitLines(1);
      assertThat(leaver.await(END_MS).exit()).isZero();
      members.run("c", LONG_COUNTER);
      members.awaitLines(1);
      members.commit();
      assertThat(district.command("history", "D").out()).contains(" a c ");
      Outcome again = district.run(LONG_COUNTER, "--member", "c").await(END_MS);
      assertThat(again.exit()).as(again.describe()).isEqualTo(5);
      assertThat(district.command("stop", "D", "--member", "a").exit()).isZero();
      assertThat(members.of("a").await(END_MS).exit()).isEqualTo(143);
      assertThat(district.command("status", "D").out()).contains("ended").contains("running");
      Outcome alone = district.checkpoint("--stop");
      assertThat(alone.exit()).as(alone.describe()).isZero();
      assertThat(members.of("c").await(END_MS).exit()).isEqualTo(143);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theLaunchersMayDie(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Members members = counters(district);
      for (String name : NAMES) {
        members.of(name).killAlone();
      }
      members.commit();
      members.kill("b");
      Outcome refused = district.checkpoint();
      assertThat(refused.exit()).as(refused.describe()).isEqualTo(3);
      assertThat(refused.err()).contains("member b").contains("rollback D");
      Outcome rolledBack = district.launcher(List.of("rollback", "D")).await(END_MS);
      assertThat(rolledBack.exit()).as(rolledBack.describe()).isZero();
    }
  }

  /** At no instant has one member seen more of another than that had counted. */
  @ParameterizedTest
  @MethodSource("jdks")
  void theCutIsConsistent(Jdk jdk) throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path exchange = Files.createDirectory(district.home().resolve("exchange"));
      Members members = new Members(district);
      Program mutual = Programs.tck("members.Mutual");
      members.run("x", mutual.with(exchange.toString(), "x", "y", "2000"));
      members.run("y", mutual.with(exchange.toString(), "y", "x", "2000"));
      members.awaitLines(30);
      for (int i = 0; i < 3; i++) {
        members.commit();
      }
      members.commit("--stop");
      members.await();
      Files.move(exchange, district.home().resolve("gone"));
      Running restart = district.restart();
      restart.awaitLines(20, END_MS);
      restart.kill();
      int[] x = first(Members.labelled(restart.out(), "x"));
      int[] y = first(Members.labelled(restart.out(), "y"));
      assertThat(x[1]).as(restart.out()).isLessThanOrEqualTo(y[0]).isGreaterThan(0);
      assertThat(y[1]).as(restart.out()).isLessThanOrEqualTo(x[0]).isGreaterThan(0);
    }
  }

  private static int[] first(String out) {
    Matcher line = SEEN.matcher(out);
    assertThat(line.find()).as(out).isTrue();
    return new int[] {Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3))};
  }

  private static String before(String out, String name) {
    int label = out.indexOf("[" + name + "] ");
    return label < 0 ? out : out.substring(0, label);
  }

  private static Members counters(District district, String... options)
      throws InterruptedException {
    Members members = new Members(district);
    for (String name : NAMES) {
      members.run(name, COUNTER, options);
    }
    members.awaitLines(3);
    return members;
  }
}
