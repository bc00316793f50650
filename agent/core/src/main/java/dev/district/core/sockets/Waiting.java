package dev.district.core.sockets;

import dev.district.core.wire.Block;
import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Refills;
import dev.district.core.wire.Tuple;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Connections that wait to be accepted hold bytes that only who accepts them can see: they are
 * accepted, and made once more, by this member or by the one whose they are.
 */
final class Waiting {
  private final List<Socket> sockets;
  private final List<KernelSocket> ofOthers = new ArrayList<>();
  private final List<Socket> own = new ArrayList<>();

  Waiting(List<Socket> sockets) {
    this.sockets = sockets;
  }

  /** Accepts them all. */
  void accept(Neighbours neighbours) {
    Map<Tuple, Socket> clients = new HashMap<>();
    for (Socket socket : sockets) {
      if (socket.is(SocketMeta.WAITING)) {
        clients.put(socket.tuple(), socket);
      }
    }
    for (Socket server : sockets) {
      int expected = neighbours.clientsOf(server).size();
      while (expected > 0) {
        if (!server.kernel.hasInput()) {
          throw new IllegalStateException("a connection does not wait to be accepted any more");
        }
        KernelSocket far = server.kernel.accept();
        Tuple tuple =
            new Tuple(
                Endpoint.of(Objects.requireNonNull(far.peerName())), Endpoint.of(far.localName()));
        Socket client = clients.get(tuple);
        expected--;
        if (client == null) {
          ofOthers.add(far);
        } else {
          Block all = InFlight.drain(client.kernel, far);
          try (Block rest = Refills.INSTANCE.take(client.descriptor())) {
            all.append(rest, 0);
          }
          client.meta.sent = all;
          client.meta.order = own.size() + 1;
          own.add(client);
          far.linger(0);
          far.close();
        }
      }
    }
  }

  /** Connections of other members. */
  List<KernelSocket> ofOthers() {
    return ofOthers;
  }

  /** Those of this member, in the order in which they waited. */
  List<Socket> own() {
    return own;
  }
}
