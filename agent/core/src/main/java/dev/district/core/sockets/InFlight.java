package dev.district.core.sockets;

import dev.district.core.crossings.Candidate;
import dev.district.core.crossings.Crossings;
import dev.district.core.crossings.Cut;
import dev.district.core.wire.Block;
import dev.district.core.wire.Dialling;
import dev.district.core.wire.Refills;
import dev.district.image.meta.SocketMeta;
import dev.district.image.store.Meeting;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.Multiplexer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that are under way in connections, while everybody stands still. What has arrived is
 * looked at where it is. Only where more is under way than the receiver's buffer takes, or where a
 * connection waits to be accepted, the bytes are taken out and sent again, in the same order,
 * before the program can write another one.
 */
final class InFlight {
  private static final long SETTLING_NANOS = 20_000_000L;
  private static final long CROSSING_NANOS = 50_000_000L;
  private static final long DRAINING_NANOS = 20_000_000_000L;

  private final List<Socket> sockets;
  private final List<Multiplexer> selectors;
  private final Crossings crossings;
  private @Nullable Orphans orphans;
  private Cut cut = Cut.NONE;

  InFlight(List<Socket> sockets, List<Multiplexer> selectors, Crossings crossings) {
    this.sockets = sockets;
    this.selectors = selectors;
    this.crossings = crossings;
  }

  /** Where the connections to other districts were. */
  Cut cut() {
    return cut;
  }

  private List<Candidate> candidates() {
    return sockets.stream()
        .filter(socket -> socket.is(SocketMeta.CROSSING))
        .filter(socket -> socket.meta.type == KernelSocket.STREAM)
        .filter(socket -> socket.meta.domain != KernelSocket.UNIX)
        .filter(socket -> socket.meta.remote.length > 0 || crossings.knows(socket.descriptor()))
        .map(socket -> new Candidate(socket.descriptor(), socket.kernel, socket.meta))
        .toList();
  }

  /**
   * Puts them into the descriptions.
   *
   * @param meeting where members meet whose connections have to be emptied; null if none have
   */
  void collect(Neighbours neighbours, @Nullable Meeting meeting) {
    List<Candidate> candidates = candidates();
    crossings.subscribe(candidates);
    Refills.INSTANCE.pause();
    long begin = System.nanoTime();
    try {
      Waiting waiting = new Waiting(sockets);
      if (meeting == null) {
        waiting.accept(neighbours);
      } else {
        new Settlement(neighbours, meeting, this, waiting).run(sockets);
      }
      waiting.own().forEach(this::dialAgain);
      UnixWaiting.accept(sockets).forEach(this::dialAgain);
      for (Socket socket : sockets) {
        if (socket.is(SocketMeta.CROSSING) && socket.unix()) {
          unixCrossing(socket);
        } else if (socket.is(SocketMeta.CROSSING)
            && !crossings.knows(socket.descriptor())
            && !socket.kernel.hasFailed()) {
          crossing(socket, begin);
        } else if (socket.is(SocketMeta.INNER) && !socket.kernel.hasFailed()) {
          innerOrBroken(sockets.get(socket.meta.peer), socket);
        } else if (socket.is(SocketMeta.MEMBER) && !socket.unsettled) {
          socket.meta.unread = Block.peek(socket.kernel);
          socket.meta.ended = socket.kernel.hasEnded();
        }
      }
    } finally {
      Refills.INSTANCE.goOn();
    }
    cut = crossings.cut(candidates);
  }

  /** Nobody knows whether what was sent has arrived and been read. */
  private void crossing(Socket socket, long begin) {
    Refills.Rest rest = Refills.INSTANCE.takeFor(socket.descriptor());
    if (rest != null || !socket.kernel.hasEnded() && orphans().hasOther(socket.tuple())) {
      last(socket, rest);
      return;
    }
    socket.kernel.acknowledge();
    while (socket.kernel.unsent() > 0 && System.nanoTime() - begin < CROSSING_NANOS) {
      Thread.onSpinWait();
    }
    socket.meta.unsent = socket.kernel.unsent();
    socket.meta.unread = Block.peek(socket.kernel);
    socket.meta.ended = socket.kernel.hasEnded();
    socket.meta.sentBytes = socket.kernel.sentBytes();
    socket.meta.receivedBytes = socket.kernel.receivedBytes() - (socket.meta.ended ? 1 : 0);
  }

  /** What was sent has arrived; an error comes after it. */
  private void unixCrossing(Socket socket) {
    Refills.Rest rest = Refills.INSTANCE.takeFor(socket.descriptor());
    if (rest != null) {
      last(socket, rest);
      return;
    }
    if (socket.kernel.available() > 0) {
      socket.meta.unread = Block.peek(socket.kernel);
    }
    socket.meta.ended = socket.kernel.hasEnded();
  }

  private Orphans orphans() {
    Orphans found = orphans;
    if (found == null) {
      found = Orphans.look();
      orphans = found;
    }
    return found;
  }

  /**
   * The other side has closed its end, and all that will ever come is on its way: from the kernel,
   * or from the agent.
   */
  private void last(Socket socket, Refills.@Nullable Rest rest) {
    Block all;
    if (rest == null) {
      all = drainToEnd(socket.kernel);
      socket.meta.ended = socket.kernel.hasEnded();
    } else {
      all = drain(rest.socket(), socket.kernel);
      all.append(rest.bytes(), 0);
      rest.bytes().close();
      socket.meta.ended = !rest.reset();
      rest.socket().linger(0);
      rest.socket().close();
    }
    socket.meta.unread = all;
    take(socket, Broken.make(socket.meta, socket.descriptor()));
    if (socket.meta.inputShut) {
      socket.kernel.shutdownInput();
    }
    if (socket.meta.outputShut) {
      socket.kernel.shutdownOutput();
    }
  }

  private static Block drainToEnd(KernelSocket to) {
    Block taken = new Block();
    long deadline = System.nanoTime() + DRAINING_NANOS;
    while (!to.hasEnded() && System.nanoTime() < deadline) {
      to.acknowledge();
      taken.receive(to);
    }
    taken.receive(to);
    return taken;
  }

  /**
   * What has been taken out and can't be sent again would be missing: then the program sees an end.
   */
  private void innerOrBroken(Socket from, Socket to) {
    try {
      inner(from, to);
    } catch (RuntimeException | Error e) {
      reset(from);
      reset(to);
      throw e;
    }
  }

  private void inner(Socket from, Socket to) {
    boolean refilling = Refills.INSTANCE.isSending(from.descriptor());
    if (!refilling && settled(from.kernel, to.kernel)) {
      to.meta.unread = Block.peek(to.kernel);
      to.meta.ended = to.kernel.hasEnded();
      return;
    }
    boolean endsLater = Refills.INSTANCE.endsLater(from.descriptor());
    Block taken = drain(from.kernel, to.kernel);
    boolean ended = to.kernel.hasEnded();
    try (Block rest = Refills.INSTANCE.take(from.descriptor())) {
      taken.append(rest, 0);
    }
    to.meta.unread = taken;
    to.meta.ended = ended || endsLater;
    if (ended) {
      replace(from, to);
    }
    Refills.INSTANCE.send(from.descriptor(), from.kernel, taken, to.meta.ended);
  }

  /** Whether all that was sent arrives in the receiver's buffer. */
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

  /** All that one end has sent and the other has not read. */
  static Block drain(KernelSocket from, KernelSocket to) {
    Block taken = new Block();
    long deadline = System.nanoTime() + DRAINING_NANOS;
    taken.receive(to);
    while (from.unsent() > 0) {
      to.acknowledge();
      taken.receive(to);
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("a connection does not deliver: " + from.unsent());
      }
    }
    taken.receive(to);
    return taken;
  }

  /** A connection whose end had been sent takes no more bytes: another takes its place. */
  private void replace(Socket from, Socket to) {
    KernelSocket[] pair = Dialling.anywhere(from.meta.domain);
    take(from, pair[0]);
    take(to, pair[1]);
    if (from.kernel.number() >= 0 && from.meta.inputShut) {
      from.kernel.shutdownInput();
    }
    if (to.meta.outputShut) {
      to.kernel.shutdownOutput();
    }
  }

  /** Puts another socket in the place of one, under the same number. */
  void take(Socket socket, KernelSocket other) {
    socket.kernel.takeOver(other);
    socket.kernel.options(socket.meta.options);
    if (socket.meta.linger >= 0) {
      socket.kernel.linger(socket.meta.linger);
    }
    socket.kernel.nonBlocking(socket.meta.nonBlocking);
    for (Multiplexer selector : selectors) {
      selector.watchAgain(socket.kernel.number());
    }
  }

  /** Lets a client whose connection waits to be accepted begin once more, from the same port. */
  void dialAgain(Socket client) {
    SocketMeta meta = client.meta;
    if (client.unix()) {
      take(client, roomFor(meta, () -> UnixWaiting.dial(meta)));
      Refills.INSTANCE.send(
          client.descriptor(), client.kernel, Block.from(meta.sent), meta.outputShut);
      if (meta.inputShut) {
        client.kernel.shutdownInput();
      }
      return;
    }
    client.kernel.linger(0);
    client.kernel.takeOver(KernelSocket.open(meta.domain, meta.type));
    client.kernel.bind(meta.local);
    if (!roomFor(meta, () -> client.kernel.connect(meta.remote))) {
      throw new IllegalStateException("no way to " + client.remote());
    }
    client.kernel.options(meta.options);
    client.kernel.linger(meta.linger);
    Refills.INSTANCE.send(
        client.descriptor(), client.kernel, Block.from(meta.sent), meta.outputShut);
    client.kernel.nonBlocking(meta.nonBlocking);
    for (Multiplexer selector : selectors) {
      selector.watchAgain(client.kernel.number());
    }
  }

  private <T> T roomFor(SocketMeta client, Supplier<T> dial) {
    if (client.peer < 0) {
      return dial.get();
    }
    Socket server = sockets.get(client.peer);
    return Listening.makeRoom(server.kernel, server.meta, dial);
  }

  /** Lets the program find that a connection has been broken. */
  void reset(Socket socket) {
    KernelSocket[] pair = Dialling.anywhere(socket.meta.domain);
    take(socket, pair[0]);
    pair[1].linger(0);
    pair[1].close();
  }
}
