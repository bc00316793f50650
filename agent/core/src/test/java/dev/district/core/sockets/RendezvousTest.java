package dev.district.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.core.wire.Dialling;
import dev.district.core.wire.Endpoint;
import dev.district.image.meta.SocketMeta;
import dev.district.image.meta.SocketsMeta;
import dev.district.jdk.KernelSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two members, in two threads of this JVM, make the connections between them again. */
@EnabledOnOs(OS.LINUX)
class RendezvousTest {
  private static SocketMeta end(KernelSocket socket, boolean accepted) {
    SocketMeta meta = new SocketMeta();
    meta.role = SocketMeta.MEMBER;
    meta.domain = socket.domain();
    meta.type = socket.type();
    meta.local = socket.localName();
    meta.remote = socket.peerName();
    meta.options = new int[] {1, 2, accepted ? 1 : 0};
    return meta;
  }

  private static SocketsMeta member(SocketMeta... sockets) {
    SocketsMeta meta = new SocketsMeta();
    meta.sockets = sockets;
    return meta;
  }

  @Test
  void bothSidesGetTheirConnections() throws Exception {
    KernelSocket[] one = Dialling.anywhere(KernelSocket.INET);
    KernelSocket[] other = Dialling.anywhere(KernelSocket.INET6);
    SocketsMeta a = member(end(one[0], false), end(other[1], true));
    SocketsMeta b = member(end(other[0], false), end(one[1], true));
    for (KernelSocket[] pair : List.of(one, other)) {
      pair[0].linger(0);
      pair[0].close();
      pair[1].close();
    }
    CompletableFuture<KernelSocket[]> far =
        CompletableFuture.supplyAsync(() -> new Rendezvous(b, List.of(a)).meet());
    KernelSocket[] near = new Rendezvous(a, List.of(b)).meet();
    assertThat(near[0].peerName()).isEqualTo(far.get()[1].localName());
    assertThat(Endpoint.of(near[0].localName())).isEqualTo(Endpoint.of(a.sockets[0].local));
    near[1].send(new byte[] {1, 2, 3}, 0);
    while (!far.get()[0].hasInput()) {
      Thread.onSpinWait();
    }
    assertThat(far.get()[0].receive()).containsExactly(1, 2, 3);
  }

  @Test
  void othersStayOutside() {
    KernelSocket[] pair = Dialling.anywhere(KernelSocket.INET);
    SocketsMeta a = member(end(pair[0], false));
    assertThat(new Rendezvous(a, List.of()).meet()[0]).isNull();
    assertThat(new Rendezvous(a, List.of(member())).meet()[0]).isNull();
    pair[0].close();
    pair[1].close();
  }
}
