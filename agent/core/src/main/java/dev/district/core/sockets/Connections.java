package dev.district.core.sockets;

import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the two ends of connections inside this process, by their mirrored addresses, and the bytes
 * that are under way between them.
 */
final class Connections {
  private static final long SETTLING_NANOS = 50_000_000L;

  private final List<Socket> sockets;

  Connections(List<Socket> sockets) {
    this.sockets = sockets;
  }

  private record Tuple(Endpoint local, Endpoint remote) {}

  void join() {
    Map<Tuple, Integer> ends = new HashMap<>();
    for (int i = 0; i < sockets.size(); i++) {
      Socket socket = sockets.get(i);
      if (socket.is(SocketMeta.CROSSING)) {
        ends.put(new Tuple(socket.local(), socket.remote()), i);
      }
    }
    for (Socket socket : sockets) {
      if (socket.is(SocketMeta.CROSSING)) {
        Integer peer = ends.get(new Tuple(socket.remote(), socket.local()));
        socket.meta.peer = peer == null || socket.meta.remote.length == 0 ? -1 : peer;
      }
    }
    for (Socket socket : sockets) {
      if (socket.meta.peer >= 0) {
        socket.meta.role = SocketMeta.INNER;
      }
    }
    pipes();
    for (Socket socket : sockets) {
      inspect(socket);
    }
  }

  private void pipes() {
    Map<String, Integer> sources = new HashMap<>();
    for (int i = 0; i < sockets.size(); i++) {
      if (sockets.get(i).is(SocketMeta.PIPE_SOURCE)) {
        sources.put(Strangers.target(sockets.get(i).kernel.number()), i);
      }
    }
    for (int i = 0; i < sockets.size(); i++) {
      Socket sink = sockets.get(i);
      if (sink.is(SocketMeta.PIPE_SINK)) {
        Integer source = sources.get(Strangers.target(sink.kernel.number()));
        if (source != null) {
          sink.meta.peer = source;
          sockets.get(source).meta.peer = i;
        }
      }
    }
  }

  private void inspect(Socket socket) {
    SocketMeta meta = socket.meta;
    switch (meta.role) {
      case SocketMeta.INNER, SocketMeta.CROSSING -> connection(socket);
      case SocketMeta.PIPE_SOURCE -> {
        if (socket.kernel.hasInput()) {
          socket.refusal = "a pipe with bytes that have not been read";
        }
        meta.ended = meta.peer < 0;
      }
      case SocketMeta.LISTENING -> {
        if (meta.domain != KernelSocket.UNIX && socket.kernel.waiting() > 0) {
          socket.refusal =
              "connections that wait to be accepted at " + socket.local();
        }
      }
      default -> {}
    }
  }

  private void connection(Socket socket) {
    if (socket.refusal != null || socket.kernel.hasFailed()) {
      return;
    }
    Socket peer = socket.meta.peer < 0 ? null : sockets.get(socket.meta.peer);
    if (peer != null && !settled(peer.kernel, socket.kernel)) {
      socket.refusal = "a connection inside the program with more bytes under way than fit";
    }
    socket.meta.unread = socket.kernel.peek();
    socket.meta.ended = socket.kernel.hasEnded();
  }

  /** Waits until all that was sent has arrived, which on one machine it does at once. */
  private static boolean settled(KernelSocket from, KernelSocket to) {
    long deadline = System.nanoTime() + SETTLING_NANOS;
    while (from.unsent() > 0) {
      to.acknowledge();
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }
}
