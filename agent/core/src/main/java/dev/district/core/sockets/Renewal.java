package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import dev.district.image.store.Meeting;
import dev.district.jdk.KernelSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * New connections between members in place of those that have been emptied and take no more bytes,
 * because an end of output had been sent through them. One side, the same in the view of both,
 * listens and tells its port by a mark; the other one dials and says which connection it means:
 *
 * <pre>
 * secret of the meeting 8 | connection 8
 * </pre>
 */
final class Renewal {
  private static final String DOOR = "door-";
  private static final int GREETING = 16;

  private final String me;
  private final Meeting meeting;
  private final Map<Integer, KernelSocket> listening = new HashMap<>();
  private final Map<Long, Socket> expected = new HashMap<>();
  private final List<Socket> dialling = new ArrayList<>();
  private final List<KernelSocket> arrived = new ArrayList<>();
  private final Map<Socket, KernelSocket> made = new HashMap<>();

  Renewal(String me, Meeting meeting) {
    this.me = me;
    this.meeting = meeting;
  }

  /** Begins with it for one connection. */
  void add(Socket socket) throws IOException {
    Tuple tuple = socket.tuple();
    if (tuple.local().toString().compareTo(tuple.remote().toString()) < 0) {
      expected.put(name(tuple), socket);
      KernelSocket door = listening.computeIfAbsent(socket.meta.domain, Renewal::listen);
      int port = Endpoint.of(door.localName()).port();
      meeting.mark(me, DOOR + Long.toHexString(name(tuple)) + '-' + port);
    } else {
      dialling.add(socket);
    }
  }

  private static KernelSocket listen(int domain) {
    KernelSocket socket = KernelSocket.open(domain, KernelSocket.STREAM);
    if (!socket.bind(Endpoint.loopback(domain))) {
      throw new IllegalStateException("no free port on the loopback interface");
    }
    socket.listen(Short.MAX_VALUE);
    return socket;
  }

  /** Gets on with it; whether all have been made. */
  boolean isOver() throws IOException {
    for (Socket socket : List.copyOf(dialling)) {
      String door = meeting.find(socket.neighbour, DOOR + Long.toHexString(name(mirror(socket))));
      if (!door.isEmpty()) {
        dialling.remove(socket);
        made.put(socket, dial(socket, Integer.parseInt(door.substring(1))));
      }
    }
    for (KernelSocket door : listening.values()) {
      while (door.hasInput()) {
        arrived.add(door.accept());
      }
    }
    arrived.removeIf(this::greet);
    return dialling.isEmpty() && expected.isEmpty();
  }

  private KernelSocket dial(Socket socket, int port) {
    int domain = socket.meta.domain;
    KernelSocket near = KernelSocket.open(domain, KernelSocket.STREAM);
    if (!near.connect(Endpoint.withPort(Endpoint.loopback(domain), port))) {
      throw new IllegalStateException("no connection over the loopback interface");
    }
    near.send(
        ByteBuffer.allocate(GREETING)
            .putLong(meeting.secret())
            .putLong(name(mirror(socket)))
            .array(),
        0);
    return near;
  }

  /** Strangers are sent away; whether it needn't be asked again. */
  private boolean greet(KernelSocket far) {
    ByteBuffer greeting = ByteBuffer.wrap(far.peek());
    if (greeting.capacity() < GREETING && !far.hasEnded() && !far.hasFailed()) {
      return false;
    }
    boolean known = greeting.capacity() >= GREETING && greeting.getLong() == meeting.secret();
    Socket socket = known ? expected.remove(greeting.getLong()) : null;
    if (socket == null) {
      far.close();
    } else {
      byte[] ignored = far.receive(GREETING);
      made.put(socket, far);
    }
    return true;
  }

  /** What has been made, by the socket in whose place it comes. */
  Map<Socket, KernelSocket> made() {
    return made;
  }

  /** Closes what nobody has use for. */
  void close() {
    listening.values().forEach(KernelSocket::close);
    arrived.forEach(KernelSocket::close);
  }

  private static Tuple mirror(Socket socket) {
    return socket.tuple().mirrored();
  }

  /** Names a connection by what its listening side sees. */
  private static long name(Tuple tuple) {
    return Rendezvous.name(tuple);
  }
}
