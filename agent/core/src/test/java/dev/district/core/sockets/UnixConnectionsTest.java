package dev.district.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.core.wire.Block;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.SocketObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who belongs to whom, as the kernel tells. */
@EnabledOnOs(OS.LINUX)
class UnixConnectionsTest {
  @TempDir Path directory;
  private final List<Channel> channels = new ArrayList<>();
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    server = keep(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    server.bind(UnixDomainSocketAddress.of(directory.resolve("socket")), 7);
  }

  @AfterEach
  void close() throws IOException {
    for (Channel channel : channels) {
      channel.close();
    }
  }

  private <C extends Channel> C keep(C channel) {
    channels.add(channel);
    return channel;
  }

  private SocketChannel connect() throws IOException {
    return keep(SocketChannel.open(server.getLocalAddress()));
  }

  private static List<Socket> sockets(List<? extends Channel> channels) {
    List<Socket> sockets = new ArrayList<>();
    for (Channel channel : channels) {
      SocketObject owner = SocketObject.of(channel);
      sockets.add(new Socket(sockets.size(), owner, Objects.requireNonNull(owner.descriptor())));
    }
    return sockets;
  }

  private static List<Socket> join(List<? extends Channel> channels) {
    List<Socket> sockets = sockets(channels);
    new UnixConnections(sockets).join();
    return sockets;
  }

  @Test
  void endsFindEachOtherWithoutNames() throws IOException {
    for (int i = 0; i < 3; i++) {
      connect();
    }
    for (int i = 0; i < 3; i++) {
      keep(server.accept());
    }
    List<Socket> sockets = join(channels);
    assertThat(sockets.get(0).meta.backlog).isEqualTo(7);
    for (int i = 1; i <= 3; i++) {
      assertThat(sockets.get(i).meta.role).isEqualTo(SocketMeta.INNER);
      assertThat(sockets.get(i).meta.peer).isEqualTo(i + 3);
      assertThat(sockets.get(i + 3).meta.peer).isEqualTo(i);
      assertThat(sockets.get(i).refusal).isNull();
    }
  }

  @Test
  void thoseWhoWaitAreKnownInTheirOrder() throws IOException {
    SocketChannel second = SocketChannel.open(StandardProtocolFamily.UNIX);
    SocketChannel first = connect();
    keep(second).connect(server.getLocalAddress());
    List<Socket> sockets = join(List.of(server, second, first));
    assertThat(sockets.get(0).refusal).isNull();
    assertThat(sockets.get(1).meta.role).isEqualTo(SocketMeta.WAITING);
    assertThat(sockets.get(1).meta.order).isEqualTo(2);
    assertThat(sockets.get(2).meta.order).isEqualTo(1);
    assertThat(UnixWaiting.accept(sockets)).containsExactly(sockets.get(2), sockets.get(1));
    assertThat(sockets.get(0).kernel.hasInput()).isFalse();
  }

  @Test
  void whatMayBeTheProgramsOwnIsRefused() throws IOException {
    SocketChannel near = connect();
    SocketChannel far = keep(server.accept());
    assertThat(join(List.of(near)).get(0).refusal).contains("no object owns");
    far.close();
    Socket left = join(List.of(near)).get(0);
    assertThat(left.refusal).isNull();
    assertThat(left.meta.role).isEqualTo(SocketMeta.CROSSING);
    connect().close();
    assertThat(join(List.of(server)).get(0).refusal).contains("clients that are gone");
  }

  /** A close waits for the selector that has the channel registered. */
  @Test
  void whatIsBeingClosedIsGone() throws IOException {
    try (Selector selector = Selector.open()) {
      SocketChannel near = connect();
      SocketChannel far = keep(server.accept());
      near.configureBlocking(false);
      near.register(selector, SelectionKey.OP_READ);
      near.close();
      List<Socket> sockets = join(List.of(near, far));
      assertThat(sockets.get(0).meta.role).isEqualTo(SocketMeta.DEAD);
      assertThat(sockets.get(1).meta.role).isEqualTo(SocketMeta.CROSSING);
      assertThat(sockets.get(1).refusal).isNull();
      assertThat(sockets.get(1).kernel.hasEnded()).isTrue();
      selector.selectNow();
    }
  }

  @Test
  void anotherMembersEndsAreRefused() throws IOException {
    SocketChannel near = connect();
    SocketChannel far = keep(server.accept());
    SocketChannel waiting = connect();
    List<Socket> mine = join(List.of(near, waiting));
    List<Socket> others = join(List.of(server, far));
    Map<String, String> told =
        Map.of("me", UnixEnds.encode(mine), "other", UnixEnds.encode(others));
    UnixEnds.meet("me", told, mine);
    for (Socket socket : mine) {
      assertThat(socket.refusal).isEqualTo("a connection of the Unix domain to member other");
    }
  }

  @Test
  void aBrokenOneGivesWhatHadComeInAndAReset() throws IOException {
    SocketChannel near = connect();
    keep(server.accept());
    SocketMeta meta = sockets(List.of(near)).get(0).meta;
    meta.unread = Block.of(new byte[] {1, 2, 3});
    KernelSocket broken =
        Broken.make(meta, Objects.requireNonNull(SocketObject.of(near).descriptor()));
    assertThat(broken.receive(3)).containsExactly(1, 2, 3);
    assertThat(broken.hasFailed()).isTrue();
    assertThat(broken.refusesOutput()).isTrue();
    broken.close();
    meta.ended = true;
    KernelSocket ended =
        Broken.make(meta, Objects.requireNonNull(SocketObject.of(near).descriptor()));
    assertThat(ended.hasFailed()).isFalse();
    assertThat(ended.hasEnded()).isTrue();
    ended.close();
  }
}
