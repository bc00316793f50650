package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Sockets that are bound, and listen, where they did. */
final class Listening {
  private Listening() {}

  static KernelSocket open(SocketMeta meta) {
    KernelSocket socket = idle(meta);
    socket.listen(meta.backlog);
    return socket;
  }

  /**
   * A connection to a socket that listens in this process, which keeps as many as the kernel allows
   * until it has been made: who comes from outside meanwhile can't keep it off.
   */
  static <T> T makeRoom(KernelSocket server, SocketMeta listening, Supplier<T> dial) {
    server.listen(Short.MAX_VALUE);
    try {
      return dial.get();
    } finally {
      server.listen(listening.backlog);
    }
  }

  /** Bound if it was, and, for a datagram socket, with the remote address that it had. */
  static KernelSocket idle(SocketMeta meta) {
    if (meta.domain == KernelSocket.UNIX) {
      return unix(meta);
    }
    KernelSocket socket = KernelSocket.open(meta.domain, meta.type);
    socket.options(meta.options);
    if (meta.type == KernelSocket.STREAM) {
      socket.reuseAddress();
    }
    Endpoint local = Endpoint.of(meta.local);
    if (local.port() != 0 && !socket.bind(meta.local)) {
      throw new IllegalStateException("the address " + local + " can't be had; is it in use?");
    }
    socket.options(meta.options);
    if (meta.remote.length > 0 && !socket.connect(meta.remote)) {
      throw new IllegalStateException("no way to " + Endpoint.of(meta.remote));
    }
    return socket;
  }

  private static KernelSocket unix(SocketMeta meta) {
    String path = Endpoint.of(meta.local).path();
    if (!path.isEmpty()) {
      StaleSocket.remove(Path.of(path));
    }
    KernelSocket socket = KernelSocket.open(meta.domain, meta.type);
    socket.options(meta.options);
    if (!path.isEmpty() && !socket.bind(meta.local)) {
      throw new IllegalStateException(
          "the socket " + path + " can't be bound; is its directory there, and may it be written?");
    }
    return socket;
  }
}
