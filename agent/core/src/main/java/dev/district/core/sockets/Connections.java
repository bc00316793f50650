package dev.district.core.sockets;

import dev.district.core.wire.Block;
import dev.district.core.wire.Tuple;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.PipeBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out what the connected sockets are connected to: another socket of this process, by
 * mirrored addresses, or somebody outside; see {@link Neighbours} for these, and {@link
 * UnixConnections} for those without addresses.
 */
final class Connections {
  private final List<Socket> sockets;

  Connections(List<Socket> sockets) {
    this.sockets = sockets;
  }

  /** Gives every socket its role and its peer, or a reason to refuse it. */
  void join() {
    Map<Tuple, Integer> ends = new HashMap<>();
    for (int i = 0; i < sockets.size(); i++) {
      Socket socket = sockets.get(i);
      if (isNamed(socket)) {
        ends.put(socket.tuple(), i);
      }
    }
    for (Socket socket : sockets) {
      if (isNamed(socket)) {
        Integer peer = ends.get(socket.tuple().mirrored());
        socket.meta.peer = peer == null ? -1 : peer;
      }
    }
    for (Socket socket : sockets) {
      if (socket.meta.peer >= 0) {
        socket.meta.role = SocketMeta.INNER;
      }
    }
    pipes();
    new UnixConnections(sockets).join();
  }

  private static boolean isNamed(Socket socket) {
    return socket.is(SocketMeta.CROSSING)
        && socket.meta.domain != KernelSocket.UNIX
        && socket.meta.remote.length > 0;
  }

  private void pipes() {
    Map<String, Integer> sources = new HashMap<>();
    for (int i = 0; i < sockets.size(); i++) {
      Socket source = sockets.get(i);
      if (source.is(SocketMeta.PIPE_SOURCE)) {
        sources.put(Strangers.target(source.kernel.number()), i);
        byte[] unread = PipeBytes.peek(source.kernel);
        if (unread == null) {
          source.refusal = "a pipe with more bytes in it than another one takes";
        } else {
          source.meta.unread = Block.of(unread);
        }
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
}
