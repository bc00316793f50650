package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Members;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Overlap;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import dev.district.it.harness.Settings;
import dev.district.it.harness.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An incarnation is stopped by a signal, its district goes on elsewhere, and the old one is let go
 * on: it commits nothing where the new one is, and does not disturb it.
 */
class FencingIT {
  private static final Program COUNTER = Programs.sample("Counter").with("160", "50");
  private static final long END_MS = 120_000;
  private static final String[] OFTEN = {"--every", "200ms", "--keep", "1000"};

  /** In a short run one of them a day. */
  static Stream<Arguments> districts() {
    List<Arguments> districts = new ArrayList<>();
    List<List<String>> names = List.of(List.of("main"), List.of("a", "b", "c"));
    List<Jdk> jdks = Jdk.all();
    for (int i = 0; i < jdks.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        long today = Math.floorMod(Settings.seed(), (long) jdks.size() * names.size());
        if (Settings.isLong() || (long) i * names.size() + j == today) {
          districts.add(Arguments.of(jdks.get(i), names.get(j)));
        }
      }
    }
    return districts.stream();
  }

  @ParameterizedTest
  @MethodSource("districts")
  void aSuspendedMemberIsNamedWithItsRemedy(Jdk jdk, List<String> names)
      throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Members members = running(district, names);
      members.commit();
      String first = names.get(0);
      long pid = members.pid(first);
      Signals.send("STOP", List.of(pid));
      Outcome restart = district.restart().await(END_MS);
      assertThat(restart.exit()).as(restart.describe()).isEqualTo(5);
      assertThat(restart.err()).contains("member " + first, "rollback D", "kill -CONT " + pid);
      Outcome checkpoint = district.checkpoint();
      assertThat(checkpoint.exit()).as(checkpoint.describe()).isEqualTo(3);
      assertThat(checkpoint.err()).contains("member " + first, "rollback D", "kill -CONT " + pid);
      assertThat(district.command("status", "D").out()).contains("suspended");
      Signals.send("CONT", List.of(pid));
      uninterrupted(jdk, members);
    }
  }

  @ParameterizedTest
  @MethodSource("districts")
  void rollbackEndsSuspendedMembersAndTheirLaunchersFollow(Jdk jdk, List<String> names)
      throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Members members = running(district, names, OFTEN);
      district.awaitNextCheckpoints(2, END_MS);
      suspend(members, names);
      List<Long> pids = names.stream().map(members::pid).toList();
      final Map<String, String> printed = printed(members, names);
      Running rollback = district.launcher(List.of("rollback", "D"));
      assertThat(rollback.awaitLines(names.size(), END_MS)).as(rollback.describe()).isTrue();
      resume(members, names);
      Outcome outcome = rollback.await(END_MS);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      for (String name : names) {
        goesOn(jdk, printed.get(name), Members.labelled(outcome.out(), name));
        Outcome launcher = members.of(name).await(END_MS);
        assertThat(launcher.exit()).as(launcher.describe()).isZero();
        assertThat(launcher.err()).contains("taken back to a checkpoint");
      }
      for (long pid : pids) {
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("districts")
  void suspendedLaunchersLeaveTheNextIncarnationAlone(Jdk jdk, List<String> names)
      throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Members members = running(district, names);
      members.commit();
      for (String name : names) {
        members.of(name).suspend();
        members.kill(name);
      }
      final Map<String, String> printed = printed(members, names);
      Running restart = district.restart();
      assertThat(restart.awaitLines(names.size(), END_MS)).as(restart.describe()).isTrue();
      resume(members, names);
      goesOn(jdk, printed, restart);
      for (Outcome outcome : members.await().values()) {
        assertThat(outcome.exit()).as(outcome.describe()).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("districts")
  void copyGoesOnByItself(Jdk jdk, List<String> names) throws InterruptedException {
    try (District district = District.formatted(jdk);
        District elsewhere = new District(jdk)) {
      Members members = running(district, names, OFTEN);
      district.awaitNextCheckpoints(2, END_MS);
      suspend(members, names);
      final Map<String, String> printed = printed(members, names);
      copy(district.store(), elsewhere.home());
      final int old = incarnations(elsewhere).size();
      Running restart = elsewhere.restart();
      assertThat(restart.awaitLines(names.size(), END_MS)).as(restart.describe()).isTrue();
      resume(members, names);
      uninterrupted(jdk, members);
      goesOn(jdk, printed, restart);
      assertThat(incarnations(district)).containsOnly(1);
      List<Integer> all = incarnations(elsewhere);
      assertThat(all.subList(0, old)).containsOnly(1);
      assertThat(all.subList(old, all.size())).isNotEmpty().containsOnly(2);
      verify(district);
      verify(elsewhere);
    }
  }

  @ParameterizedTest
  @MethodSource("districts")
  void movedDistrictBelongsToItsSuspendedMembers(Jdk jdk, List<String> names)
      throws InterruptedException, IOException {
    try (District district = District.formatted(jdk);
        District elsewhere = new District(jdk)) {
      Members members = running(district, names, OFTEN);
      district.awaitNextCheckpoints(2, END_MS);
      suspend(members, names);
      final Map<String, String> printed = printed(members, names);
      Files.move(district.store(), elsewhere.store());
      Outcome restart = elsewhere.restart().await(END_MS);
      assertThat(restart.exit()).as(restart.describe()).isEqualTo(5);
      assertThat(restart.err()).contains("suspended", "rollback D");
      Running rollback = elsewhere.launcher(List.of("rollback", "D"));
      assertThat(rollback.awaitLines(names.size(), END_MS)).as(rollback.describe()).isTrue();
      resume(members, names);
      for (Outcome outcome : members.await().values()) {
        assertThat(outcome.exit()).as(outcome.describe()).isEqualTo(137);
        assertThat(outcome.err()).contains("moved, removed or replaced");
      }
      Outcome outcome = rollback.await(END_MS);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      for (String name : names) {
        goesOn(jdk, printed.get(name), Members.labelled(outcome.out(), name));
      }
      assertThat(district.store()).doesNotExist();
      verify(elsewhere);
    }
  }

  @ParameterizedTest
  @MethodSource("districts")
  void withoutItsDirectoryTheProgramRunsOnUnsaved(Jdk jdk, List<String> names)
      throws InterruptedException, IOException {
    try (District district = District.formatted(jdk);
        District elsewhere = new District(jdk)) {
      Members members = running(district, names, OFTEN);
      district.awaitNextCheckpoints(2, END_MS);
      suspend(members, names);
      final Map<String, String> printed = printed(members, names);
      Files.move(district.store(), elsewhere.store());
      resume(members, names);
      for (Outcome outcome : uninterrupted(jdk, members).values()) {
        assertThat(outcome.err()).contains("moved, removed or replaced").doesNotContain("\tat ");
      }
      assertThat(district.store()).doesNotExist();
      verify(elsewhere);
      goesOn(jdk, printed, elsewhere.restart());
    }
  }

  /** Another directory is at the old one's path, with a newer incarnation of the same district. */
  @ParameterizedTest
  @MethodSource("districts")
  void copyInItsPlaceIsNotTouched(Jdk jdk, List<String> names)
      throws InterruptedException, IOException {
    try (District district = District.formatted(jdk);
        District elsewhere = new District(jdk)) {
      Members members = running(district, names, OFTEN);
      district.awaitNextCheckpoints(2, END_MS);
      suspend(members, names);
      final Map<String, String> printed = printed(members, names);
      Files.move(district.store(), elsewhere.store());
      copy(elsewhere.store(), district.home());
      final List<Integer> before = incarnations(district);
      Running restart = district.restart("--every", "0");
      assertThat(restart.awaitLines(names.size(), END_MS)).as(restart.describe()).isTrue();
      resume(members, names);
      for (Outcome outcome : uninterrupted(jdk, members).values()) {
        assertThat(outcome.err()).contains("moved, removed or replaced");
      }
      assertThat(incarnations(district)).isEqualTo(before);
      goesOn(jdk, printed, restart);
      verify(district);
    }
  }

  /** Another district is at the old one's path, and has an incarnation of the same number. */
  @ParameterizedTest
  @MethodSource("districts")
  void districtMadeInItsPlaceIsNotTouched(Jdk jdk, List<String> names)
      throws InterruptedException, IOException {
    try (District district = District.formatted(jdk);
        District elsewhere = new District(jdk)) {
      Members members = running(district, names, OFTEN);
      district.awaitNextCheckpoints(2, END_MS);
      suspend(members, names);
      Files.move(district.store(), elsewhere.store());
      Program other = COUNTER.with("4000", "50");
      Members fresh = new Members(district);
      names.forEach(name -> fresh.run(name, other, "--format"));
      fresh.awaitLines(2);
      resume(members, names);
      for (Outcome outcome : uninterrupted(jdk, members).values()) {
        assertThat(outcome.err()).contains("moved, removed or replaced");
      }
      assertThat(incarnations(district)).isEmpty();
      fresh.commit("--stop");
      assertThat(incarnations(district)).containsExactly(1);
      fresh.await();
    }
  }

  /**
   * Locks that don't work, as on some network file systems: the old one's are put aside while its
   * district is restarted.
   */
  @ParameterizedTest
  @MethodSource("districts")
  void whoHasBeenOvertakenEnds(Jdk jdk, List<String> names)
      throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Members members = running(district, names, OFTEN);
      district.awaitNextCheckpoints(2, END_MS);
      suspend(members, names);
      final Map<String, String> printed = printed(members, names);
      for (String lock : List.of("lock", "turn")) {
        Path file = district.store().resolve(lock);
        Files.move(file, district.home().resolve(lock));
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      final List<Integer> before = incarnations(district);
      Running restart = district.restart("--every", "0");
      assertThat(restart.awaitLines(names.size(), END_MS)).as(restart.describe()).isTrue();
      for (String lock : List.of("lock", "turn")) {
        Files.delete(district.store().resolve(lock));
        Files.move(district.home().resolve(lock), district.store().resolve(lock));
      }
      resume(members, names);
      goesOn(jdk, printed, restart);
      for (Outcome outcome : members.await().values()) {
        assertThat(outcome.err()).contains("incarnation 2 has taken over from 1");
        assertThat(before(outcome.out())).as(outcome.describe()).doesNotContain("done");
      }
      assertThat(incarnations(district)).isEqualTo(before);
      verify(district);
    }
  }

  private static Members running(District district, List<String> names, String... options)
      throws InterruptedException {
    Members members = new Members(district);
    names.forEach(name -> members.run(name, COUNTER, options));
    members.awaitLines(2);
    return members;
  }

  private static void suspend(Members members, List<String> names) throws InterruptedException {
    for (String name : names) {
      members.of(name).suspend();
    }
  }

  private static void resume(Members members, List<String> names) throws InterruptedException {
    for (String name : names) {
      members.of(name).resume();
    }
  }

  private static Map<String, String> printed(Members members, List<String> names) {
    Map<String, String> printed = new LinkedHashMap<>();
    names.forEach(name -> printed.put(name, members.of(name).out()));
    return printed;
  }

  /** They end as if nothing had happened. */
  private static Map<String, Outcome> uninterrupted(Jdk jdk, Members members)
      throws InterruptedException {
    Map<String, Outcome> outcomes = members.await();
    for (Outcome outcome : outcomes.values()) {
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      assertThat(outcome.out()).isEqualTo(References.of(COUNTER, jdk).out());
    }
    return outcomes;
  }

  private static void goesOn(Jdk jdk, Map<String, String> printed, Running restart)
      throws InterruptedException {
    Outcome outcome = restart.await(END_MS);
    assertThat(outcome.exit()).as(outcome.describe()).isZero();
    printed.forEach(
        (name, out) ->
            goesOn(
                jdk,
                out,
                printed.size() == 1 ? outcome.out() : Members.labelled(outcome.out(), name)));
  }

  private static void goesOn(Jdk jdk, String printed, String later) {
    Overlap overlap = new Overlap(References.of(COUNTER, jdk).out());
    overlap.killed(printed, 0);
    assertThat(overlap.complaint(later)).isNull();
  }

  /** What a launcher has shown before it followed others. */
  private static String before(String out) {
    int label = out.indexOf('[');
    return label < 0 ? out : out.substring(0, label);
  }

  /** The incarnations of all checkpoints, oldest first. */
  private static List<Integer> incarnations(District district) throws InterruptedException {
    return district
        .command("history", "D")
        .out()
        .lines()
        .filter(line -> line.matches(" *\\d+ +\\d+ .*"))
        .map(line -> Integer.valueOf(line.trim().split(" +")[1]))
        .toList();
  }

  private static void copy(Path store, Path home) throws InterruptedException {
    Running copy =
        Running.start(List.of("cp", "-a", store.toString(), home.toString()), home, Map.of());
    Outcome outcome = copy.await(END_MS);
    assertThat(outcome.exit()).as(outcome.describe()).isZero();
  }

  private static void verify(District district) throws InterruptedException {
    Outcome verified = district.command("verify", "D");
    assertThat(verified.exit()).as(verified.describe()).isZero();
  }
}
