package dev.district.core.sockets;

import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out what the connected sockets are connected to: another socket of this process, by
 * mirrored addresses; a listening one that has not accepted yet; or the world outside.
 */
final class Connections {
  private final List<Socket> sockets;

  Connections(List<Socket> sockets) {
    this.sockets = sockets;
  }

  /** Two addresses, as one end or the other sees them. */
  record Tuple(Endpoint local, Endpoint remote) {
    Tuple mirrored() {
      return new Tuple(/* local= */ remote, /* remote= */ local);
    }
  }

  /** Gives every socket its role and its peer, or a reason to refuse it. */
  void join() {
    Map<Tuple, Integer> ends = new HashMap<>();
    for (int i = 0; i < sockets.size(); i++) {
      Socket socket = sockets.get(i);
      if (socket.is(SocketMeta.CROSSING) && socket.meta.remote.length > 0) {
        ends.put(socket.tuple(), i);
      }
    }
    for (Socket socket : sockets) {
      if (socket.is(SocketMeta.CROSSING) && socket.meta.remote.length > 0) {
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
    for (int i = 0; i < sockets.size(); i++) {
      if (sockets.get(i).is(SocketMeta.LISTENING)) {
        waiting(i);
      }
    }
  }

  private void pipes() {
    Map<String, Integer> sources = new HashMap<>();
    for (int i = 0; i < sockets.size(); i++) {
      Socket source = sockets.get(i);
      if (source.is(SocketMeta.PIPE_SOURCE)) {
        sources.put(Strangers.target(source.kernel.number()), i);
        if (source.kernel.hasInput()) {
          source.refusal = "a pipe with bytes that have not been read";
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

  /** Whose connections wait to be accepted by the listening socket. */
  private void waiting(int index) {
    Socket listening = sockets.get(index);
    if (listening.meta.domain == KernelSocket.UNIX) {
      return;
    }
    int count = listening.kernel.waiting();
    if (count == 0) {
      return;
    }
    List<Socket> ours = new ArrayList<>();
    for (Socket socket : sockets) {
      Endpoint remote = socket.remote();
      if (socket.is(SocketMeta.CROSSING)
          && remote.port() == listening.local().port()
          && (listening.local().isAny() || remote.host().equals(listening.local().host()))) {
        ours.add(socket);
      }
    }
    if (ours.size() != count) {
      listening.refusal = "connections from outside that wait to be accepted";
      return;
    }
    for (Socket socket : ours) {
      socket.meta.role = SocketMeta.WAITING;
      socket.meta.peer = index;
    }
  }
}
