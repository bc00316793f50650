package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import dev.district.core.crossings.Crossing.State;
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

  Reunion(Crossings crossings, Peer peer) {
    this.crossings = crossings;
    this.peer = peer;
  }

  /** A connection on its way back. */
  private static final class Returning {
    final Crossing crossing;
    final byte[] unread;
    final Side mine;
    Side theirs;
    byte[] again = {};

    Returning(Crossing crossing) {
      this.crossing = crossing;
      this.unread = crossing.unread();
      this.mine = Side.of(crossing, unread);
      this.theirs = mine;
    }
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
    List<Returning> returning = new ArrayList<>();
    for (Crossing crossing : crossings.table().to(peer)) {
      if (crossing.state() == State.HELD) {
        returning.add(new Returning(crossing));
      }
    }
    List<KernelSocket> made = new ArrayList<>();
    boolean over = false;
    try {
      greeting.send(
          channel,
          out -> {
            out.writeInt(returning.size());
            for (Returning one : returning) {
              Reference.to(one.crossing).writeTo(out);
              one.mine.writeTo(out);
            }
          });
      DataInputStream answer = Message.in(channel.receive());
      if (!answer.readBoolean()) {
        return false;
      }
      List<Returning> fit = fit(returning, answer);
      exchange(channel, fit);
      connect(fit, made, answer);
      channel.send(Message.of(out -> out.writeBoolean(true)));
      DataInputStream done = Message.in(channel.receive());
      over = done.readBoolean();
      for (int i = 0; i < fit.size() && over; i++) {
        fit.get(i).crossing.resume(made.get(i), fit.get(i).again);
      }
      return over;
    } finally {
      if (!over) {
        made.forEach(KernelSocket::close);
      }
    }
  }

  /** The others can't be resumed: they break. */
  private static List<Returning> fit(List<Returning> returning, DataInputStream answer)
      throws IOException {
    List<Returning> fit = new ArrayList<>();
    List<Returning> unfit = new ArrayList<>();
    List<String> obstacles = new ArrayList<>();
    for (Returning one : returning) {
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

  private static void exchange(PeerChannel channel, List<Returning> fit) throws IOException {
    channel.send(
        Message.of(
            out -> {
              for (Returning one : fit) {
                write(out, one.crossing, one.mine, one.theirs, one.unread);
              }
            }));
    DataInputStream answer = Message.in(channel.receive());
    for (Returning one : fit) {
      one.again = read(answer, one.crossing, one.mine, one.theirs);
    }
  }

  /** What one side has not read, and what the other will write once more. */
  static void write(DataOutputStream out, Crossing crossing, Side mine, Side theirs, byte[] unread)
      throws IOException {
    Message.write(out, unread);
    byte[] ahead = mine.ahead(theirs) == 0 ? new byte[0] : crossing.incoming(theirs, unread);
    Message.write(out, ahead);
  }

  /** Takes that in; what is to be sent before the program writes. */
  static byte[] read(DataInputStream in, Crossing crossing, Side mine, Side theirs)
      throws IOException {
    byte[] unread = Message.bytes(in);
    byte[] expected = Message.bytes(in);
    if (expected.length != theirs.ahead(mine)) {
      throw new IOException("another agent expects " + expected.length + " bytes");
    }
    return crossing.getReady(unread, expected, mine, theirs);
  }

  private static void connect(List<Returning> fit, List<KernelSocket> made, DataInputStream answer)
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
