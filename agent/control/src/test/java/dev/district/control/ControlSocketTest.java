package dev.district.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Client and server in two JVMs. */
@Timeout(60)
class ControlSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, String> NONE = Map.of();

  @TempDir Path home;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void killAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void statusComesFromADaemonThreadTheApplicationDoesNotSee() throws Exception {
    Path socket = home.resolve("run/main.sock");
    Process agent = start(socket, 3);
    Reply reply = ControlClient.call(socket, Verb.STATUS, NONE, PATIENCE);
    assertThat(reply.isOk()).isTrue();
    assertThat(reply.values())
        .containsEntry(StatusKey.PID, "" + agent.pid())
        .containsEntry("thread", "district-control true")
        .containsEntry("group", "system")
        .containsEntry("loader", "null");
    assertThat(mode(socket)).isEqualTo("rw-------");
    assertThat(mode(home.resolve("run"))).isEqualTo("rwx------");
  }

  @Test
  void longPathsLeaveNothingBehind() throws Exception {
    Path socket = home;
    for (int i = 0; i < 4; i++) {
      socket = socket.resolve("a-directory-with-quite-a-long-name-" + i);
    }
    Files.createDirectories(socket);
    socket = socket.resolve("run").resolve("main.sock");
    Process agent = start(socket, 1);
    assertThat(ControlClient.call(socket, Verb.STATUS, NONE, PATIENCE).isOk()).isTrue();
    assertThat(Files.exists(socket)).isTrue();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    assertThat(temporary.resolve("district-" + agent.pid() + "-0")).doesNotExist();
    assertThat(temporary.resolve("district-" + ProcessHandle.current().pid() + "-0"))
        .doesNotExist();
  }

  @Test
  void theJvmEndsAfterACommittedCheckpointWithStop() throws Exception {
    Path socket = home.resolve("run/main.sock");
    Process agent = start(socket, 1);
    Reply reply =
        ControlClient.call(socket, Verb.CHECKPOINT, Map.of(Verb.ARGUMENT_STOP, "true"), PATIENCE);
    assertThat(reply.values()).containsEntry(Reply.CHECKPOINT, "41");
    assertThat(agent.waitFor()).isEqualTo(AgentCommands.STOPPED_STATUS);
  }

  @Test
  void theJvmEndsAfterStop() throws Exception {
    Path socket = home.resolve("run/main.sock");
    Process agent = start(socket, 1);
    assertThat(ControlClient.call(socket, Verb.STOP, NONE, PATIENCE).isOk()).isTrue();
    assertThat(agent.waitFor()).isEqualTo(AgentCommands.STOPPED_STATUS);
    assertThatThrownBy(() -> ControlClient.call(socket, Verb.STOP, NONE, PATIENCE))
        .isInstanceOf(ControlUnreachableException.class);
  }

  @Test
  void anOverlongAnswerIsCutAndKeepsItsCode() throws Exception {
    Path socket = home.resolve("run/main.sock");
    start(socket, 1);
    Reply reply = ControlClient.call(socket, Verb.CHECKPOINT, NONE, PATIENCE);
    assertThat(reply.exitCode()).isEqualTo(ExitCode.REFUSED.code());
    assertThat(reply.message()).endsWith("was too long)");
  }

  @Test
  void failuresOfTheAgentReachTheAsker() throws Exception {
    Path socket = home.resolve("run/main.sock");
    start(socket, 1);
    Reply reply =
        ControlClient.call(
            socket, Verb.CHECKPOINT, Map.of(Verb.ARGUMENT_DRY_RUN, "true"), PATIENCE);
    assertThat(reply.exitCode()).isEqualTo(ExitCode.INTERNAL.code());
    assertThat(reply.message()).contains("IllegalStateException: boom", "EchoAgent.checkpoint");
    reply = ControlClient.call(socket, "dance", NONE, PATIENCE);
    assertThat(reply.exitCode()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void anotherIncarnationIsNotObeyed() throws Exception {
    Path socket = home.resolve("run/main.sock");
    Process agent = start(socket, 5);
    Reply reply = ControlClient.call(socket, 4, Verb.STOP, NONE, PATIENCE);
    assertThat(reply.exitCode()).isEqualTo(ExitCode.NO_SUCH.code());
    assertThat(reply.message()).contains("incarnation 4", "incarnation 5");
    assertThat(agent.isAlive()).isTrue();
    assertThat(ControlClient.call(socket, 5, Verb.STATUS, NONE, PATIENCE).isOk()).isTrue();
  }

  @Test
  void garbageDoesNotDisturbTheServer() throws Exception {
    Path socket = home.resolve("run/main.sock");
    start(socket, 1);
    Random random = new Random(42);
    for (int i = 0; i < 50; i++) {
      byte[] garbage = new byte[24 + random.nextInt(200)];
      random.nextBytes(garbage);
      try (SocketAlias alias = SocketAlias.of(socket);
          SocketChannel channel = SocketChannel.open(alias.address())) {
        channel.write(ByteBuffer.wrap(garbage));
        ByteBuffer answer = ByteBuffer.allocate(Frame.HEADER_BYTES);
        while (answer.hasRemaining() && channel.read(answer) >= 0) {}
        assertThat(answer.getShort(6)).isEqualTo((short) ExitCode.USAGE.code());
      } catch (IOException reset) {
        assertThat(reset.getMessage()).containsAnyOf("reset", "Broken pipe");
      }
    }
    assertThat(ControlClient.call(socket, Verb.STATUS, NONE, PATIENCE).isOk()).isTrue();
  }

  @Test
  void oneWhoSaysNothingIsDropped() throws Exception {
    Path socket = home.resolve("run/main.sock");
    start(socket, 1);
    try (SocketAlias alias = SocketAlias.of(socket);
        SocketChannel silent = SocketChannel.open(alias.address())) {
      assertThat(silent.isConnected()).isTrue();
      assertThat(ControlClient.call(socket, Verb.STATUS, NONE, PATIENCE).isOk()).isTrue();
    }
  }

  @Test
  void aServerThatDoesNotAnswerTimesOut() throws Exception {
    Path socket = home.resolve("run/main.sock");
    start(socket, 1);
    try (SocketAlias alias = SocketAlias.of(socket);
        SocketChannel silent = SocketChannel.open(alias.address())) {
      assertThat(silent.isConnected()).isTrue();
      assertThatThrownBy(
              () -> ControlClient.call(socket, Verb.STATUS, NONE, Duration.ofMillis(300)))
          .isInstanceOf(ControlTimeoutException.class)
          .hasMessageContaining("300ms");
    }
  }

  @Test
  void aKilledJvmsSocketIsReplacedALiveOneIsNot() throws Exception {
    Path socket = home.resolve("run/main.sock");
    Process first = start(socket, 1);
    ControlServer second = new ControlServer(socket, 2, new NoCommands());
    assertThatThrownBy(second::start).hasMessageContaining("another agent answers");
    first.destroyForcibly().waitFor();
    assertThat(Files.exists(socket)).isTrue();
    second.start();
    second.close();
    assertThat(Files.exists(socket)).isFalse();
  }

  @Test
  void anOpenDirectoryIsRefusedByBothSides() throws Exception {
    Path socket = home.resolve("run/main.sock");
    Files.createDirectory(home.resolve("run"));
    Files.setPosixFilePermissions(
        home.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> new ControlServer(socket, 1, new NoCommands()).start())
        .hasMessageContaining("chmod 700");
    assertThatThrownBy(() -> ControlClient.call(socket, Verb.STATUS, NONE, PATIENCE))
        .hasMessageContaining("chmod 700");
  }

  private Process start(Path socket, long incarnation) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EchoAgent.class.getName(),
                socket.toString(),
                "" + incarnation)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.add(process);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    assertThat(output.readLine()).isEqualTo("ready");
    assertThat(process.isAlive()).isTrue();
    return process;
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** Commands that nobody calls. */
  private static final class NoCommands implements AgentCommands {
    @Override
    public Map<String, String> status() {
      return Map.of();
    }

    @Override
    public Reply checkpoint(boolean stop, boolean dryRun) {
      return Reply.ok(Map.of());
    }

    @Override
    public Reply stop() {
      return Reply.ok(Map.of());
    }
  }
}
