package dev.district.core.sockets;

import dev.district.core.wire.Tuple;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this member's sockets mean to the other members of the district, and theirs to it. Nothing
 * is touched here; whatever can't be carried gets a refusal.
 */
final class Neighbours {
  private static final long ARRIVING_NANOS = 10_000_000L;

  private final String me;
  private final Ends ends;
  private final List<Socket> sockets;
  private @Nullable Callers callers;

  /**
   * @param me this member's name
   * @param ends what all members have told
   */
  Neighbours(String me, Ends ends, List<Socket> sockets) {
    this.me = me;
    this.ends = ends;
    this.sockets = sockets;
  }

  /** What to tell the others about these sockets; what is under way is given a moment to arrive. */
  static List<End> describe(List<Socket> sockets) {
    List<Socket> told = sockets.stream().filter(Neighbours::isTold).toList();
    told.forEach(socket -> socket.kernel.acknowledge());
    long begin = System.nanoTime();
    while (told.stream().anyMatch(socket -> socket.kernel.unsent() > 0)
        && System.nanoTime() - begin < ARRIVING_NANOS) {
      told.forEach(socket -> socket.kernel.acknowledge());
    }
    List<End> described = new ArrayList<>();
    for (Socket socket : sockets) {
      if (isTold(socket)) {
        described.add(End.connected(socket));
      } else if (isServer(socket)) {
        described.add(End.listening(socket));
      }
    }
    return described;
  }

  private static boolean isTold(Socket socket) {
    return socket.is(SocketMeta.CROSSING)
        && socket.meta.domain != KernelSocket.UNIX
        && socket.meta.remote.length > 0
        && !socket.kernel.hasFailed();
  }

  private static boolean isServer(Socket socket) {
    return socket.is(SocketMeta.LISTENING) && socket.meta.domain != KernelSocket.UNIX;
  }

  /** Gives connected sockets their role, and a refusal to what can't be carried. */
  void meet() {
    for (Socket socket : sockets) {
      if (isServer(socket)) {
        server(socket);
      }
    }
    for (Socket socket : sockets) {
      if (isTold(socket) && ends.connected(me, socket.tuple()) != null) {
        connected(socket);
      }
    }
  }

  private void server(Socket socket) {
    End mine = ends.listening(me, socket.local());
    if (mine == null || mine.waiting() == 0) {
      return;
    }
    int known = ends.clientsOf(mine).size();
    if (known == 0
        ? !callers().areAllOutside(socket.local(), mine.waiting())
        : known != mine.waiting()) {
      socket.refusal =
          known == 0
              ? "connections that wait to be accepted, of clients that are gone"
              : "connections from outside that wait to be accepted beside some of the program's own";
    }
  }

  private Callers callers() {
    Callers found = callers;
    if (found == null) {
      found = new Callers();
      callers = found;
    }
    return found;
  }

  private void connected(Socket socket) {
    Tuple tuple = socket.tuple();
    Ends.Far far = ends.other(tuple);
    if (far != null) {
      socket.meta.role = SocketMeta.MEMBER;
      socket.neighbour = far.member();
      member(socket, Objects.requireNonNull(ends.connected(me, tuple)), far.end());
      return;
    }
    for (Ends.Far server : ends.waitsAt(tuple)) {
      socket.meta.role = SocketMeta.WAITING;
      socket.meta.peer = server.member().equals(me) ? indexOf(server.end()) : -1;
    }
  }

  private static void member(Socket socket, End mine, End far) {
    socket.unsettled = End.isUnsettled(mine, far);
    socket.worn = socket.unsettled && (mine.shut() || far.shut());
  }

  private int indexOf(End server) {
    for (int i = 0; i < sockets.size(); i++) {
      if (isServer(sockets.get(i)) && sockets.get(i).local().equals(server.tuple().local())) {
        return i;
      }
    }
    return -1;
  }

  /** Whose connections wait to be accepted by a socket of this member. */
  List<Ends.Far> clientsOf(Socket server) {
    @Nullable End mine = isServer(server) ? ends.listening(me, server.local()) : null;
    return mine == null ? List.of() : ends.clientsOf(mine);
  }

  /** See {@link Ends#concerned}. */
  java.util.Set<String> concerned() {
    return ends.concerned();
  }

  String me() {
    return me;
  }
}
