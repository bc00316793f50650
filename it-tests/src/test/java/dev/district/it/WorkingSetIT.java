package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Members;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Overlap;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Directories that belong to a district: what is refused, what breaks midway, what stays. */
class WorkingSetIT {
  private static final Program PROGRAM = Programs.tck("files.Owned").with("250");
  private static final int KILLED = 137;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  private static Overlap killed(District district) throws InterruptedException {
    Overlap overlap = new Overlap(References.of(PROGRAM, district.jdk()).out());
    Running running = district.run(PROGRAM);
    Ready.awaitLines(running, 60);
    int flushed = running.out().length();
    Ready.commit(district, running);
    Ready.awaitLines(running, running.lines() + 20);
    running.kill();
    overlap.killed(running.await(60_000).out(), flushed);
    return overlap;
  }

  private static void completes(Overlap overlap, Running last) throws InterruptedException {
    Outcome outcome = last.await(120_000);
    String out = outcome.out().replaceAll("(?m)^\\[main] ", "");
    assertThat(overlap.complaint(out)).as(outcome.describe()).isNull();
    assertThat(outcome.exit()).as(outcome.describe()).isZero();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aRestartThatDiesMidwayIsRepeated(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Overlap overlap = killed(district);
      for (int death = 0; death < 2; death++) {
        Outcome died = district.restart("--option", "fault=member-files-midway:kill").await(60_000);
        assertThat(died.exit()).as(died.describe()).isEqualTo(KILLED);
        assertThat(died.out()).isEmpty();
      }
      completes(overlap, district.restart());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aRollbackThatDiesMidwayIsRepeated(Jdk jdk) throws InterruptedException {
    try (District district = District.formatted(jdk)) {
      Overlap overlap = killed(district);
      Outcome died =
          district
              .launcher(List.of("rollback", "D", "--fault", "conductor-files-midway:kill"))
              .await(60_000);
      assertThat(died.exit()).as(died.describe()).isEqualTo(KILLED);
      completes(overlap, district.launcher(List.of("rollback", "D")));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void damagedContentsAreFoundBeforeAnythingIsChanged(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Overlap overlap = killed(district);
      Path contents = district.store().resolve("checkpoints/00000001/main.files");
      List<Path> damaged = new ArrayList<>();
      List<byte[]> sound = new ArrayList<>();
      try (Stream<Path> all = Files.list(contents)) {
        for (Path file : all.toList()) {
          sound.add(Files.readAllBytes(file));
          damaged.add(file);
          Files.writeString(file, "damaged");
        }
      }
      Path added = Files.writeString(district.home().resolve("owned/added"), "later");
      Outcome verified = district.command("verify", "D");
      assertThat(verified.exit()).as(verified.describe()).isEqualTo(6);
      assertThat(verified.out()).contains("contents of a file are damaged");
      Outcome refused = district.restart().await(60_000);
      assertThat(refused.exit()).as(refused.describe()).isEqualTo(6);
      assertThat(refused.err()).contains("contents of a file are damaged");
      assertThat(added).hasContent("later");
      for (int i = 0; i < damaged.size(); i++) {
        Files.write(damaged.get(i), sound.get(i));
      }
      completes(overlap, district.restart());
      assertThat(added).doesNotExist();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void journalsKeepWhatTheRestHasForgotten(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Program owned = Programs.tck("files.OwnedMapped").with("120");
      Running running = district.run(owned, "--journal", "**/*.journal", "--journal", "keep");
      Ready.awaitLines(running, 20);
      Path set = district.home().resolve("owned");
      Path keep = Files.writeString(set.resolve("keep"), "before");
      Ready.commit(district, running);
      running.kill();
      Files.writeString(keep, "after");
      Path deep = Files.createDirectories(set.resolve("a/b")).resolve("x.journal");
      Files.writeString(deep, "new");
      Path gone = Files.writeString(set.resolve("a/b/gone"), "new");
      Outcome outcome = district.restart().await(60_000);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      assertThat(gone).doesNotExist();
      assertThat(keep).hasContent("after");
      assertThat(deep).hasContent("new");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatCantBeVersionedIsRefusedAndTheProgramGoesOn(Jdk jdk) throws Exception {
    Program owned = Programs.tck("files.OwnedMapped").with("200");
    try (District district = District.formatted(jdk)) {
      Running running = district.run(owned);
      Ready.awaitLines(running, 20);
      Path set = district.home().resolve("owned");
      Path other = Files.createLink(district.home().resolve("other"), set.resolve("passing"));
      Outcome refused = Ready.checkpoint(district, running);
      assertThat(refused.exit()).as(refused.describe()).isEqualTo(3);
      assertThat(refused.err()).contains("several names", "owned/passing", "remedy: ");
      Files.delete(other);
      Path socket = set.resolve("socket");
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(socket));
        Outcome again = district.checkpoint("--dry-run");
        assertThat(again.exit()).as(again.describe()).isEqualTo(3);
        assertThat(again.err()).contains("a socket, pipe or device", "owned/socket");
      }
      Files.delete(socket);
      Ready.commit(district, running);
      Outcome outcome = running.await(60_000);
      assertThat(outcome.out()).isEqualTo(References.of(owned, jdk).out());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aDirectoryBelongsToOneDistrict(Jdk jdk) throws Exception {
    Program owned = PROGRAM.with("60");
    try (District district = District.formatted(jdk)) {
      refused(district, owned, "the districts themselves", district.home().toString());
      refused(district, owned, "is in the directory", district.store().resolve("x").toString());
      refused(district, owned, "in one another", "owned/within");
      Running running = district.run(owned);
      Ready.awaitLines(running, 10);
      district.command("format", "E");
      Running second =
          district.launcher(
              List.of("run", "E", "--working-set", "owned/within", "--", jdk.command("java"), "X"));
      Outcome claimed = second.await(60_000);
      assertThat(claimed.exit()).as(claimed.describe()).isEqualTo(2);
      assertThat(claimed.err()).contains("member main of district D");
      String set = district.home().resolve("owned").toString();
      Running alone = district.runAlone(Programs.tck("heap.Graphs"), "2,working-set=" + set);
      Ready.awaitLines(alone, 10);
      Outcome late = district.command("checkpoint", "D2");
      assertThat(late.exit()).as(late.describe()).isEqualTo(3);
      assertThat(late.err()).contains("member main of district D", set);
      assertThat(running.await(60_000).exit()).isZero();
    }
  }

  private static void refused(District district, Program owned, String text, String set)
      throws InterruptedException {
    Outcome outcome = district.run(owned, "--working-set", set).await(60_000);
    assertThat(outcome.exit()).as(outcome.describe()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(text);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void membersFindTheirFilesAsTheyAllRememberThem(Jdk jdk) throws InterruptedException {
    Program first = Programs.tck("members.Turns").with("0", "5000");
    Program second = Programs.tck("members.Turns").with("1", "5000");
    try (District district = District.formatted(jdk)) {
      Members members = new Members(district);
      members.run("a", first, "--working-set", "owned");
      members.run("b", second);
      members.awaitLines(60);
      members.commit();
      members.of("a").kill();
      members.of("b").kill();
      Running both = district.restart();
      Ready.awaitLines(both, 100);
      Ready.commit(district, both);
      both.kill();
      Outcome outcome = district.restart().await(120_000);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      assertThat(outcome.out()).contains("[a] done: 0", "[b] done: 1");
      assertThat(outcome.out()).doesNotContain("was there");
    }
  }
}
