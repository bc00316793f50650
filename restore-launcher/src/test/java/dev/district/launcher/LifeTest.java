package dev.district.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.launcher.fake.Installation;
import dev.district.launcher.fake.Installation.Result;
import dev.district.launcher.fake.Installation.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole lives of a district, every command in a JVM of its own, with a fake agent. */
@Timeout(120)
class LifeTest {
  private static final List<String> NONE = List.of();
  private static final List<String> FORMAT = List.of("--format");

  @TempDir Path directory;
  private Installation installation;

  @BeforeEach
  void install() throws Exception {
    installation = new Installation(directory);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void outputAndExitCodeAreTheProgramsOwn() throws Exception {
    Result result = installation.run(FORMAT, NONE, 3, 1, 42).await();
    assertThat(result).isEqualTo(new Result(42, "round 1\nround 2\nround 3\n", ""));
  }

  @Test
  void aKilledProgramGoesOnFromItsCheckpoint() throws Exception {
    Running run = installation.run(FORMAT, NONE, 200, 30, 9);
    run.awaitOutput("round 5\n");
    assertThat(installation.launcher("restart", "d").code()).isEqualTo(5);
    assertThat(installation.launcher("rm", "d").code()).isEqualTo(5);
    assertThat(installation.launcher("checkpoint", "d")).isEqualTo(new Result(0, "1\n", ""));
    Result status = installation.launcher("status", "d", "--json");
    assertThat(Installation.value(status.out(), "state")).isEqualTo("running");
    long pid = Long.parseLong(Installation.value(status.out(), "pid"));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Result killed = run.await();
    assertThat(killed.code()).isEqualTo(137);

    assertThat(Installation.value(installation.launcher("list", "--json").out(), "state"))
        .isEqualTo("stopped");
    Result restarted = installation.launcher("restart", "d", "--jvm-arg=-Dx=y");
    assertThat(restarted.code()).isEqualTo(9);
    List<Integer> first = Installation.rounds(killed.out());
    List<Integer> second = Installation.rounds(restarted.out());
    assertThat(second.get(0)).isBetween(6, first.size() + 1);
    assertThat(second).isEqualTo(IntStream.rangeClosed(second.get(0), 200).boxed().toList());
  }

  @Test
  void checkpointWithStopLosesNoRoundAndRepeatsNone() throws Exception {
    Running run = installation.run(FORMAT, NONE, 200, 20, 0);
    run.awaitOutput("round 3\n");
    assertThat(installation.launcher("checkpoint", "d", "--stop").out()).isEqualTo("1\n");
    Result stopped = run.await();
    assertThat(stopped.code()).isEqualTo(143);
    Result restarted = installation.launcher("restart", "d", "--at", "1");
    assertThat(restarted.code()).isZero();
    assertThat(all(stopped, restarted)).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void sigtermIsACheckpointAndAStop() throws Exception {
    Running run = installation.run(FORMAT, NONE, 200, 20, 0);
    run.awaitOutput("round 3\n");
    run.process().toHandle().destroy();
    Result stopped = run.await();
    assertThat(stopped.code()).isEqualTo(143);
    assertThat(stopped.err()).contains("stopped at checkpoint 1", "restart d");
    assertThat(all(stopped, installation.launcher("restart", "d")))
        .isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void sigtermCanBeThePrograms() throws Exception {
    Running run =
        installation.run(List.of("--format", "--no-sigterm-checkpoint"), NONE, 999, 20, 0);
    run.awaitOutput("round 3\n");
    run.process().toHandle().destroy();
    assertThat(run.await().code()).isEqualTo(143);
    Result restarted = installation.launcher("restart", "d");
    assertThat(restarted.code()).isEqualTo(4);
    assertThat(restarted.err()).contains("no checkpoint");
  }

  @Test
  void aRefusalIsToldAndTheProgramRunsOn() throws Exception {
    Running run = installation.run(FORMAT, List.of("-Dfake.refuse=true"), 999, 20, 0);
    run.awaitOutput("round 3\n");
    Result refused = installation.launcher("checkpoint", "d");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("an open file", "at thread main", "remedy: close it");
    Result json = installation.launcher("checkpoint", "d", "--json");
    assertThat(Installation.value(json.out(), "committed")).isEqualTo("false");
    assertThat(run.process().isAlive()).isTrue();
    run.process().toHandle().destroy();
    Result stopped = run.await();
    assertThat(stopped.code()).isEqualTo(143);
    assertThat(stopped.err()).contains("the program gets the signal", "an open file");
  }

  @Test
  void selfTestIsOneUnbrokenStream() throws Exception {
    Result result =
        installation.run(List.of("--format", "--self-test", "200ms"), NONE, 30, 30, 5).await();
    assertThat(result.code()).isEqualTo(5);
    assertThat(Installation.rounds(result.out()))
        .isEqualTo(IntStream.rangeClosed(1, 30).boxed().toList());
    assertThat(result.err()).containsPattern("self-test: [1-9][0-9]* times checkpointed");
  }

  @Test
  void selfTestCountsRefusals() throws Exception {
    Result result =
        installation
            .run(
                List.of("--format", "--self-test", "50ms"),
                List.of("-Dfake.refuse=true"),
                10,
                30,
                0)
            .await();
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("self-test: 0 times", "refused", "an open file");
  }

  @Test
  void readingVerbs() throws Exception {
    Running run = installation.run(FORMAT, NONE, 999, 20, 0);
    run.awaitOutput("round 3\n");
    assertThat(installation.launcher("checkpoint", "d").code()).isZero();
    assertThat(installation.launcher("checkpoint", "d", "--dry-run").out()).isEmpty();
    assertThat(installation.launcher("checkpoint", "d").out()).isEqualTo("2\n");
    assertThat(installation.launcher("stop", "d").code()).isZero();
    assertThat(run.await().code()).isEqualTo(143);
    assertThat(installation.launcher("stop", "d").code()).isEqualTo(4);

    assertThat(installation.launcher("history", "d").out()).contains("CHECKPOINT", "request");
    assertThat(installation.launcher("history", "d", "--json").out()).contains("\"checkpoint\"");
    String inspected = installation.launcher("inspect", "d", "1").out();
    assertThat(inspected)
        .contains("\"main\" #1 prio=5 SLEEPING")
        .contains("at dev.district.launcher.fake.FakeProgram.goOn(FakeProgram.java:36)")
        .contains("rounds = 999");
    assertThat(inspected.indexOf("large.Class")).isLessThan(inspected.indexOf("small.Class"));
    assertThat(installation.launcher("inspect", "d", "--json").out()).contains("\"origin\"");
    assertThat(installation.launcher("inspect", "d", "7").code()).isEqualTo(4);
    Result verified = installation.launcher("verify", "d");
    assertThat(verified).isEqualTo(new Result(0, "checkpoint 1: sound\ncheckpoint 2: sound\n", ""));
    assertThat(installation.launcher("rm", "d").code()).isZero();
    assertThat(installation.launcher("status", "d").code()).isEqualTo(4);
  }

  @Test
  void aDamagedImageIsRefusedAndTheOneBeforeItRestarts() throws Exception {
    stoppedAfterTwoCheckpoints(NONE);
    Path image = installation.home().resolve("d/checkpoints/00000002/main.image");
    byte[] bytes = Files.readAllBytes(image);
    bytes[bytes.length / 2] ^= 4;
    Files.write(image, bytes);
    Result restarted = installation.launcher("restart", "d");
    assertThat(restarted.code()).isEqualTo(6);
    assertThat(restarted.out()).isEmpty();
    assertThat(restarted.err()).contains("main.image");
    assertThat(installation.launcher("verify", "d").code()).isEqualTo(6);
    assertThat(installation.launcher("inspect", "d").code()).isEqualTo(6);
    assertThat(installation.launcher("restart", "d", "--at", "1").code()).isZero();
  }

  @Test
  void anotherJavaReleaseIsRefused() throws Exception {
    stoppedAfterTwoCheckpoints(List.of("-Dfake.feature=99"));
    Result restarted = installation.launcher("restart", "d");
    assertThat(restarted.code()).isEqualTo(6);
    assertThat(restarted.err()).contains("was taken on Java 99", "--java PATH");
    assertThat(installation.launcher("restart", "d", "--java", "/gone/java").code()).isEqualTo(127);
  }

  @Test
  void aStoreOthersCanReadIsRefused() throws Exception {
    stoppedAfterTwoCheckpoints(NONE);
    Files.setPosixFilePermissions(
        installation.home().resolve("d"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Result restarted = installation.launcher("restart", "d");
    assertThat(restarted.code()).isEqualTo(3);
    assertThat(restarted.err()).contains(installation.home().resolve("d").toString());
    assertThat(installation.launcher("list").out()).contains("unusable");
  }

  @Test
  void whatCannotStartHasAShellsCode() throws Exception {
    assertThat(installation.launcher("run", "d", "--", "java", "M").code()).isEqualTo(4);
    assertThat(installation.launcher("format", "d").code()).isZero();
    assertThat(installation.launcher("format", "d").code()).isEqualTo(5);
    assertThat(installation.launcher("run", "d", "--", "/gone/java", "M").code()).isEqualTo(127);
    assertThat(installation.launcher("run", "d", "--", "ls").code()).isEqualTo(2);
    assertThat(installation.launcher("run", "d").code()).isEqualTo(2);
    Files.delete(directory.resolve("agent/dist/target/district-agent.jar"));
    Result missing = installation.launcher("run", "d", "--", "java", "M");
    assertThat(missing.code()).isEqualTo(125);
    assertThat(missing.err()).contains("mvn -q -DskipTests package");
  }

  @Test
  void doctorTakesACheckpointOnThisJdk() throws Exception {
    Result examined = installation.launcher("doctor");
    assertThat(examined.out())
        .contains("ok    system", "ok    agent", "ok    home")
        .containsPattern("ok +Java .*takes checkpoints");
    assertThat(examined.code()).isZero();
  }

  private void stoppedAfterTwoCheckpoints(List<String> jvm) throws Exception {
    Running run = installation.run(FORMAT, jvm, 200, 20, 0);
    run.awaitOutput("round 3\n");
    assertThat(installation.launcher("checkpoint", "d").out()).isEqualTo("1\n");
    assertThat(installation.launcher("checkpoint", "d", "--stop").out()).isEqualTo("2\n");
    run.await();
  }

  private static List<Integer> all(Result first, Result second) {
    List<Integer> rounds = new ArrayList<>(Installation.rounds(first.out()));
    rounds.addAll(Installation.rounds(second.out()));
    return rounds;
  }
}
