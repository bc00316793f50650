package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.wire.Endpoint;
import dev.district.jdk.KernelSocket;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All connections between two members that have lost each other are resumed at once, while both
 * stand still:
 *
 * <pre>
 * asker                                   other
 * reunite | connections, how far each is ►
 *                                       ◄ how far each is, secret, ports
 * unread, and what you will write again ►
 *                                       ◄ the same
 *
 * and then, unless one of them is to catch up first ({@link Replay}):
 *
 * new connections, with greetings       ►   secret 8 | number 8
 * go                                    ►
 *                                       ◄ done
 * </pre>
 *
 * Whoever of the two dies in the midst of it leaves the other as it was: still waiting.
 */
final class Reunion {
  static final int GREETING = 16;
  private static final long STOP_NANOS = 3_000_000_000L;

  private final Crossings crossings;
  private final Peer peer;
  private final Swap swap = new Swap();

  Reunion(Crossings crossings, Peer peer) {
    this.crossings = crossings;
    this.peer = peer;
  }

  /** Asks the other side; whether all of them are through, one way or the other. */
  boolean run(Neighbourhood here) throws IOException, CheckpointRefused {
    try (PeerChannel channel = here.to(peer)) {
      if (!crossings.enter()) {
        return false;
      }
      try {
        crossings.standstills().share(System.nanoTime() + STOP_NANOS);
        try {
          return reunite(channel, here.greeting(Verb.REUNITE));
        } finally {
          crossings.standstills().end();
        }
      } finally {
        crossings.leave();
      }
    }
  }

  private boolean reunite(PeerChannel channel, Greeting greeting) throws IOException {
    List<Rejoining> all = new ArrayList<>();
    for (Crossing crossing : crossings.table().to(peer)) {
      crossing.holdIfLost(swap);
      if (crossing.state() == State.HELD) {
        all.add(new Rejoining(crossing, crossing.unread()));
      }
    }
    boolean stalled = crossings.hasStalled(peer);
    greeting.send(
        channel,
        out -> {
          out.writeBoolean(stalled);
          out.writeInt(all.size());
          for (Rejoining one : all) {
            Reference.to(one.crossing).writeTo(out);
            one.mine.writeTo(out);
          }
        });
    DataInputStream answer = Message.in(channel.receive());
    if (!answer.readBoolean()) {
      return false;
    }
    boolean either = stalled | answer.readBoolean();
    List<Rejoining> fit = fit(all, answer);
    boolean apart = isApart(fit, either);
    crossings.note(
        fit.size()
            + " connections to "
            + peer
            + (apart ? " catch up" : either ? " go on in another order" : " go on"));
    channel.send(Message.of(out -> write(out, fit, apart)));
    DataInputStream told = Message.in(channel.receive());
    read(told, fit);
    if (apart) {
      catchUp(crossings, peer, told, fit);
      return false;
    }
    return join(channel, fit, answer);
  }

  /** Whether one has to catch up, and the other to stand by. */
  static boolean isApart(List<Rejoining> all, boolean stalled) {
    return !stalled && all.stream().anyMatch(Rejoining::isApart);
  }

  static void catchUp(Crossings crossings, Peer peer, DataInputStream told, List<Rejoining> all)
      throws IOException {
    Replay replay = Replay.read(told, all, () -> crossings.watch().nudged(peer));
    if (all.stream().anyMatch(Rejoining::isBehind)) {
      Crossings.catchUp(all, replay);
    }
  }

  private boolean join(PeerChannel channel, List<Rejoining> fit, DataInputStream answer)
      throws IOException {
    List<KernelSocket> made = new ArrayList<>();
    boolean over = false;
    try {
      var ignored = swap.prepare();
      List<byte[]> again = fit.stream().map(Rejoining::getReady).toList();
      connect(fit, made, answer);
      channel.send(Message.of(out -> out.writeBoolean(true)));
      over = Message.in(channel.receive()).readBoolean();
      for (int i = 0; i < fit.size() && over; i++) {
        fit.get(i).crossing.resume(made.get(i), again.get(i), swap);
      }
      return over;
    } finally {
      if (!over) {
        made.forEach(KernelSocket::close);
      }
    }
  }

  /** The others can't be resumed: they break. */
  private static List<Rejoining> fit(List<Rejoining> returning, DataInputStream answer)
      throws IOException {
    List<Rejoining> fit = new ArrayList<>();
    List<Rejoining> unfit = new ArrayList<>();
    List<String> obstacles = new ArrayList<>();
    for (Rejoining one : returning) {
      String obstacle = answer.readUTF();
      if (obstacle.isEmpty()) {
        one.theirs = Side.readFrom(answer);
        fit.add(one);
      } else {
        unfit.add(one);
        obstacles.add(obstacle);
      }
    }
    for (int i = 0; i < unfit.size(); i++) {
      unfit.get(i).crossing.breakOff(obstacles.get(i));
    }
    returning.retainAll(fit);
    return fit;
  }

  /**
   * What one side has not read, what the other will write once more; and, if they are apart, what
   * the other is to get once more.
   */
  static void write(DataOutputStream out, List<Rejoining> all, boolean apart) throws IOException {
    for (Rejoining one : all) {
      Message.write(out, one.unread);
      boolean ahead = one.mine.ahead(one.theirs) > 0;
      Message.write(out, ahead ? one.crossing.incoming(one.theirs, one.unread) : new byte[0]);
    }
    if (apart) {
      Replay.write(out, all);
    }
  }

  /** Takes that in. */
  static void read(DataInputStream in, List<Rejoining> all) throws IOException {
    for (Rejoining one : all) {
      byte[] unread = Message.bytes(in);
      one.expected = Message.bytes(in);
      if (one.expected.length != one.theirs.ahead(one.mine)) {
        throw new IOException("another agent expects " + one.expected.length + " bytes");
      }
      one.unreadThere = unread;
    }
  }

  private static void connect(List<Rejoining> fit, List<KernelSocket> made, DataInputStream answer)
      throws IOException {
    long secret = answer.readLong();
    for (int i = 0; i < fit.size(); i++) {
      int port = answer.readInt();
      int domain = fit.get(i).crossing.domain;
      KernelSocket near = KernelSocket.open(domain, KernelSocket.STREAM);
      made.add(near);
      if (!near.connect(Endpoint.withPort(Endpoint.loopback(domain), port))) {
        throw new IOException("no connection over the loopback interface");
      }
      near.send(ByteBuffer.allocate(GREETING).putLong(secret).putLong(i).array(), 0);
    }
  }
}
