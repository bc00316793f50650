package dev.district.core.sockets;

import dev.district.core.diag.Diagnostics;
import dev.district.core.wire.Dialling;
import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import dev.district.image.meta.SocketMeta;
import dev.district.image.meta.SocketsMeta;
import dev.district.jdk.KernelSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections between members of one district again while all of them are being restarted.
 * Each member knows from the images of the others which of its connections lead to them, and what
 * the other side had not read. Those that had accepted listen once more at the old address, before
 * the program's own listening sockets do; the others dial, again and again until somebody answers.
 *
 * <p>Both sides are agents here, so the first bytes can say which connection it is:
 *
 * <pre>
 * client: magic 8 | connection 8     the connection is a hash of both addresses, client's first
 * server: magic 8
 * </pre>
 *
 * <p>That the two ends belong together was agreed on while all members stood still; what was under
 * way is in the images.
 */
final class Rendezvous {
  private static final long MAGIC = 0x6469737472696374L;
  private static final int GREETING = 16;
  private static final int ANSWER = 8;
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long OLD_ADDRESS_NANOS = 3_000_000_000L;
  private static final int PAUSE_MS = 5;

  private final SocketMeta[] sockets;
  private final Map<Tuple, SocketMeta> others = new HashMap<>();
  private final long begin = System.nanoTime();
  private final Map<Endpoint, KernelSocket> listening = new HashMap<>();
  private final Map<Long, Integer> expected = new HashMap<>();
  private final @Nullable KernelSocket[] made;

  /**
   * @param others what the other members' images say
   */
  Rendezvous(SocketsMeta mine, List<SocketsMeta> others) {
    this.sockets = mine.sockets;
    this.made = new KernelSocket[mine.sockets.length];
    for (SocketsMeta other : others) {
      for (SocketMeta socket : other.sockets) {
        if (isCandidate(socket)) {
          this.others.put(tuple(socket), socket);
        }
      }
    }
  }

  private static boolean isCandidate(SocketMeta socket) {
    return socket.role.equals(SocketMeta.MEMBER);
  }

  private static Tuple tuple(SocketMeta socket) {
    return new Tuple(Endpoint.of(socket.local), Endpoint.of(socket.remote));
  }

  /** The other end in another member, or null. */
  @Nullable SocketMeta peer(SocketMeta socket) {
    return isCandidate(socket) ? others.get(tuple(socket).mirrored()) : null;
  }

  /** By index: the connections that could be made again. */
  @Nullable KernelSocket[] meet() {
    List<Integer> dialled = new ArrayList<>();
    for (int i = 0; i < sockets.length; i++) {
      SocketMeta peer = peer(sockets[i]);
      if (peer != null && isServer(sockets[i], peer)) {
        listen(sockets[i]);
        expected.put(name(peer), i);
      } else if (peer != null) {
        dialled.add(i);
      }
    }
    for (int i : dialled) {
      made[i] = dial(sockets[i]);
    }
    accept();
    for (int i : dialled) {
      KernelSocket near = made[i];
      if (near != null && answered(near)) {
        near.options(sockets[i].options);
      } else if (near != null) {
        near.linger(0);
        near.close();
        made[i] = null;
      }
    }
    listening.values().forEach(KernelSocket::close);
    return made;
  }

  /** Both sides must come to the same answer. */
  private static boolean isServer(SocketMeta mine, SocketMeta peer) {
    boolean accepted = Dialling.isServer(mine);
    return accepted != Dialling.isServer(peer)
        ? accepted
        : tuple(mine).local().toString().compareTo(tuple(mine).remote().toString()) < 0;
  }

  /** Names a connection by what its client's side saw. */
  private static long name(SocketMeta client) {
    return name(tuple(client));
  }

  /** Names a connection by what one side saw. */
  static long name(Tuple tuple) {
    long hash = 1125899906842597L;
    for (char c : (tuple.local() + "-" + tuple.remote()).toCharArray()) {
      hash = 31 * hash + c;
    }
    return hash;
  }

  private void listen(SocketMeta server) {
    if (listening.containsKey(Endpoint.of(server.local))) {
      return;
    }
    KernelSocket socket = KernelSocket.open(server.domain, KernelSocket.STREAM);
    socket.reuseAddress();
    if (!socket.bind(server.local)) {
      throw new IllegalStateException(
          "the address " + Endpoint.of(server.local) + " can't be had; is it in use?");
    }
    socket.listen(sockets.length + 1);
    listening.put(Endpoint.of(server.local), socket);
  }

  private @Nullable KernelSocket dial(SocketMeta client) {
    while (inTime()) {
      KernelSocket near = KernelSocket.open(client.domain, KernelSocket.STREAM);
      near.reuseAddress();
      boolean old = near.bind(client.local);
      boolean mayMove = System.nanoTime() - begin > OLD_ADDRESS_NANOS;
      if ((old || mayMove) && near.connect(client.remote)) {
        near.send(greeting(name(client)), 0);
        return near;
      }
      near.close();
      pause();
    }
    return null;
  }

  private static byte[] greeting(long name) {
    return ByteBuffer.allocate(GREETING).putLong(MAGIC).putLong(name).array();
  }

  private void accept() {
    while (!expected.isEmpty() && inTime()) {
      boolean any = false;
      for (KernelSocket socket : listening.values()) {
        if (socket.hasInput()) {
          greet(socket.accept());
          any = true;
        }
      }
      if (!any) {
        pause();
      }
    }
    if (!expected.isEmpty()) {
      Diagnostics.warn(expected.size() + " connections to other members could not be made", null);
    }
  }

  private void greet(KernelSocket far) {
    byte[] greeting = read(far, GREETING);
    ByteBuffer buffer = ByteBuffer.wrap(greeting);
    Integer index =
        greeting.length == GREETING && buffer.getLong() == MAGIC
            ? expected.remove(buffer.getLong())
            : null;
    if (index == null) {
      far.close();
      return;
    }
    far.send(ByteBuffer.allocate(ANSWER).putLong(MAGIC).array(), 0);
    far.options(sockets[index].options);
    made[index] = far;
  }

  private boolean answered(KernelSocket near) {
    byte[] answer = read(near, ANSWER);
    return answer.length == ANSWER && ByteBuffer.wrap(answer).getLong() == MAGIC;
  }

  /** So many bytes and no more; fewer when the other side has gone or takes too long. */
  private byte[] read(KernelSocket socket, int length) {
    while (inTime() && !socket.hasFailed()) {
      byte[] come = socket.peek();
      if (come.length >= length) {
        return socket.receive(length);
      }
      if (socket.hasEnded()) {
        break;
      }
      pause();
    }
    return new byte[0];
  }

  private boolean inTime() {
    return System.nanoTime() - begin < PATIENCE_NANOS;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for another member", e);
    }
  }
}
