package dev.district.core.sockets;

import dev.district.image.meta.SocketMeta;
import dev.district.jdk.UnixInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what sockets of the Unix domain are connected to. Most clients have no name, so
 * addresses don't tell; the kernel tells the inode of each one's other end, and of everybody who
 * waits at a listening socket.
 *
 * <p>An end is outside only if the kernel says so: it knows the other one, and this process has no
 * descriptor of it; or it has been closed, and all that it had sent has arrived.
 */
final class UnixConnections {
  /** What is kept where the kernel doesn't tell. */
  static final int USUAL_BACKLOG = 50;

  private static final String UNTOLD =
      "whose other end the kernel doesn't tell (unix_diag of sock_diag(7) is missing)";

  private final Map<Long, Integer> own = new HashMap<>();

  /** What the program has closed, and a selector has not let go of. */
  private final Set<Long> closing = new HashSet<>();

  private final List<Socket> sockets;
  private @Nullable Set<Long> descriptors;

  UnixConnections(List<Socket> sockets) {
    this.sockets = sockets;
  }

  /** Gives every socket its role and its peer, or a reason to refuse it. */
  void join() {
    for (int i = 0; i < sockets.size(); i++) {
      Socket socket = sockets.get(i);
      if (socket.unix()) {
        socket.inode = Strangers.inode(socket.kernel.number());
        add(socket, i);
      }
    }
    if (own.isEmpty()) {
      return;
    }
    descriptors = Callers.own();
    for (int index : own.values()) {
      if (sockets.get(index).is(SocketMeta.LISTENING)) {
        listening(index);
      }
    }
    for (int index : own.values()) {
      if (sockets.get(index).is(SocketMeta.CROSSING)) {
        connected(index);
      }
    }
  }

  private void add(Socket socket, int index) {
    if (socket.is(SocketMeta.DEAD)) {
      closing.add(socket.inode);
    } else if (socket.is(SocketMeta.LISTENING) || socket.is(SocketMeta.CROSSING)) {
      socket.unix = UnixInfo.of(socket.inode);
      own.put(socket.inode, index);
    }
  }

  private void listening(int index) {
    Socket server = sockets.get(index);
    UnixInfo info = server.unix;
    if (info == null) {
      if (server.kernel.hasInput()) {
        server.refusal = "a connection that waits to be accepted, " + UNTOLD;
      }
      return;
    }
    server.meta.backlog = info.backlog();
    List<Long> callers = info.callers();
    long mine = callers.stream().filter(own::containsKey).count();
    if (mine == 0 && callers.stream().allMatch(this::isOutside)) {
      return;
    }
    if (mine != callers.size()) {
      server.refusal =
          "connections of clients that are gone, or from outside, that wait to be accepted beside"
              + " some of the program's own, or may be its own";
    } else if (!leadsHere(server, info)) {
      server.refusal = "connections that wait at a socket whose file has been removed";
    } else {
      for (int i = 0; i < callers.size(); i++) {
        waiting(sockets.get(Objects.requireNonNull(own.get(callers.get(i)))), index, i + 1);
      }
    }
  }

  private static void waiting(Socket client, int server, int order) {
    client.meta.role = SocketMeta.WAITING;
    client.meta.peer = server;
    client.meta.order = order;
    if (!client.local().path().isEmpty()) {
      client.refusal = "a connection from a socket with a name that waits to be accepted";
    }
  }

  /** Whether it is found where its name says. */
  private static boolean leadsHere(Socket server, UnixInfo info) {
    try {
      Path path = Path.of(server.local().path());
      long inode = (long) Files.getAttribute(path, "unix:ino");
      return Integer.toUnsignedLong((int) inode) == info.file();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private void connected(int index) {
    Socket socket = sockets.get(index);
    UnixInfo info = socket.unix;
    if (info == null) {
      socket.refusal = "a connection of the Unix domain " + UNTOLD;
      return;
    }
    Integer peer = own.get(info.peer());
    if (peer == null) {
      if (info.peer() != 0 && !closing.contains(info.peer()) && !isOutside(info.peer())) {
        socket.refusal = "a connection of the Unix domain to a socket that no object owns";
      }
    } else if (isPair(index, peer)) {
      socket.meta.role = SocketMeta.INNER;
      socket.meta.peer = peer;
    } else {
      socket.refusal = "a connection of the Unix domain whose ends don't belong together";
    }
  }

  private boolean isPair(int one, int other) {
    UnixInfo far = sockets.get(other).unix;
    return far != null && far.peer() == sockets.get(one).inode;
  }

  private boolean isOutside(long inode) {
    return inode != 0 && descriptors != null && !descriptors.contains(inode);
  }
}
