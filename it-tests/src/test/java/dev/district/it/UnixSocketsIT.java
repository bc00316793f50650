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
import dev.district.it.harness.Running;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sockets of the Unix domain with somebody outside at the other end, and what else has a name. */
class UnixSocketsIT {
  private static final String SERVICE = "sockets.UnixOneByOne";
  private static final String CLIENT = "sockets.UnixAsking";
  private static final long END_MS = 60_000;

  static Stream<Jdk> jdks() {
    return InTurns.jdks();
  }

  private static Program at(String program, Path path) {
    return Programs.tck(program).with(path.toString());
  }

  /** Who waits to be accepted waits on at a checkpoint. */
  @ParameterizedTest
  @MethodSource("jdks")
  void clientsOutsideNoticeNothingButABreakWhenTheServiceDies(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Path path = district.home().resolve("service");
      Running running = district.run(at(SERVICE, path));
      Ready.awaitLines(running, 1);
      try (SocketChannel first = connect(path);
          SocketChannel waiting = connect(path);
          SocketChannel last = connect(path)) {
        assertThat(ask(first, "one")).isEqualTo("1 one");
        say(waiting, "two");
        commit(district);
        assertThat(ask(first, "one more")).isEqualTo("2 one more");
        first.close();
        assertThat(answer(waiting)).isEqualTo("3 two");
        running.kill();
        running.await(END_MS);
        assertThat(answer(waiting)).isEmpty();
        assertThat(answer(last)).isEmpty();
      }
      Running restarted = district.restart();
      Ready.commit(district, restarted);
      try (SocketChannel client = connect(path)) {
        assertThat(ask(client, "end")).isEqualTo("2 end");
      }
      Outcome outcome = restarted.await(END_MS);
      assertThat(outcome.out()).as(outcome.describe()).isEqualTo("broken after 1\ndone: lines 2\n");
    }
  }

  /** It reads what had come in, then a reset, as of any connection that leads outside. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aClientInsideReadsWhatHadComeInAndThenAReset(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk);
        ServerSocketChannel service = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Path path = district.home().resolve("service");
      service.bind(UnixDomainSocketAddress.of(path));
      Running running = district.run(at(CLIENT, path));
      try (SocketChannel client = service.accept()) {
        say(client, "abcdefghijklmn");
        Ready.awaitLines(running, 5);
        Outcome checkpoint = Ready.checkpoint(district, running);
        assertThat(checkpoint.exit()).as(checkpoint.describe()).isZero();
        running.awaitLines(15, END_MS);
        running.kill();
        running.await(END_MS);
      }
      Running restarted = district.restart();
      try (SocketChannel client = service.accept()) {
        say(client, "o".repeat(200));
        Outcome outcome = restarted.await(END_MS);
        assertThat(outcome.out())
            .as(outcome.describe())
            .contains("read abcdefghijklmn\n, then Connection reset")
            .contains("done: read ");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aRestartWantsThePathBack(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Path path = district.home().resolve("service");
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
      Running running = district.run(at(SERVICE, path));
      Ready.awaitLines(running, 1);
      Ready.commit(district, running);
      running.kill();
      running.await(END_MS);
      Files.delete(path);
      Files.writeString(path, "not to be lost");
      assertRefused(district, "another kind of file");
      assertThat(path).hasContent("not to be lost");
      Files.delete(path);
      try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        other.bind(address);
        assertRefused(district, "another process listens at the socket");
      }
      Running restarted = district.restart();
      try (SocketChannel client = connect(path)) {
        assertThat(ask(client, "end")).isEqualTo("1 end");
      }
      assertThat(restarted.await(END_MS).exit()).isZero();
    }
  }

  private static void assertRefused(District district, String cause) throws InterruptedException {
    Outcome refused = district.restart().await(END_MS);
    assertThat(refused.exit()).as(refused.describe()).isNotZero();
    assertThat(refused.err()).as(refused.describe()).contains(cause);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aConnectionBetweenMembersIsRefused(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Path path = district.home().resolve("service");
      Members members = new Members(district);
      members.run("service", at(SERVICE, path));
      Ready.awaitLines(members.of("service"), 1);
      members.run("client", at("sockets.UnixHolding", path));
      Ready.awaitLines(members.of("client"), 2);
      Outcome refused = Ready.checkpoint(district, members.of("client"));
      assertThat(refused.exit()).as(refused.describe()).isEqualTo(3);
      assertThat(refused.err()).contains("a connection of the Unix domain to member ");
      members.of("client").await(END_MS);
      members.commit();
      try (SocketChannel client = connect(path)) {
        assertThat(ask(client, "end")).isEqualTo("2 end");
      }
      members.await();
    }
  }

  private static void commit(District district) throws InterruptedException {
    Outcome checkpoint = district.checkpoint();
    assertThat(checkpoint.exit()).as(checkpoint.describe()).isZero();
  }

  private static SocketChannel connect(Path path) throws InterruptedException {
    for (; ; ) {
      try {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
  }

  private static String ask(SocketChannel channel, String line) throws IOException {
    say(channel, line);
    return answer(channel);
  }

  private static void say(SocketChannel channel, String line) throws IOException {
    channel.write(ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8)));
  }

  /** A line; empty if the connection breaks. */
  private static String answer(SocketChannel channel) {
    StringBuilder line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    try {
      while (channel.read(one) > 0 && one.get(0) != '\n') {
        line.append((char) one.get(0));
        one.clear();
      }
    } catch (IOException e) {
      return "";
    }
    return line.toString();
  }
}
