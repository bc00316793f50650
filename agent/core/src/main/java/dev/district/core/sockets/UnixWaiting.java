package dev.district.core.sockets;

import dev.district.core.wire.Block;
import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Refills;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.UnixInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Waiting} does, for connections of the Unix domain within the program: they are
 * accepted, emptied, and made once more in the same order. Who comes from outside in between waits
 * behind those that are taken, and before those that are made.
 */
final class UnixWaiting {
  private UnixWaiting() {}

  /** Accepts them all; the clients, in the order in which they waited at each socket. */
  static List<Socket> accept(List<Socket> sockets) {
    Map<Long, Socket> clients = new HashMap<>();
    for (Socket socket : sockets) {
      if (socket.is(SocketMeta.WAITING) && socket.unix()) {
        clients.put(socket.inode, socket);
      }
    }
    List<Socket> taken = new ArrayList<>(clients.values());
    for (Socket client : taken) {
      KernelSocket far = sockets.get(client.meta.peer).kernel.accept();
      UnixInfo info = UnixInfo.of(Strangers.inode(far.number()));
      Socket whose = info == null ? null : clients.remove(info.peer());
      if (whose == null) {
        throw new IllegalStateException("a connection does not wait to be accepted any more");
      }
      Block all = InFlight.drain(whose.kernel, far);
      try (Block rest = Refills.INSTANCE.take(whose.descriptor())) {
        all.append(rest, 0);
      }
      whose.meta.sent = all;
      far.close();
    }
    taken.sort(Comparator.comparingInt(client -> client.meta.order));
    return taken;
  }

  /** Makes one again. */
  static KernelSocket dial(SocketMeta client) {
    KernelSocket near = KernelSocket.open(client.domain, client.type);
    near.options(client.options);
    near.nonBlocking(true);
    if (!near.connect(client.remote)) {
      near.close();
      throw new IllegalStateException("no way to the socket " + Endpoint.of(client.remote));
    }
    return near;
  }
}
