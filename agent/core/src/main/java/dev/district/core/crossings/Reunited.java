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
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The other side of a {@link Reunion}. */
final class Reunited {
  private static final long STOP_NANOS = 3_000_000_000L;
  private static final int BACKLOG = 4096;

  private final Crossings crossings;
  private final List<Reference> references = new ArrayList<>();
  private final List<Side> sides = new ArrayList<>();
  private final Map<Integer, KernelSocket> doors = new HashMap<>();

  Reunited(Crossings crossings, Peer asker, DataInputStream request) throws IOException {
    this.crossings = crossings;
    for (int i = Message.count(request); i > 0; i--) {
      references.add(Reference.readFrom(request));
      sides.add(Side.readFrom(request));
    }
  }

  /** A connection that is asked for. */
  private static final class Wanted {
    final Crossing crossing;
    final Side theirs;
    final byte[] unread;
    final Side mine;
    final Ghost ghost;
    byte[] again = {};
    @Nullable KernelSocket made;

    Wanted(Crossing crossing, Side theirs) {
      this.crossing = crossing;
      this.theirs = theirs;
      this.ghost = new Ghost(crossing);
      this.unread = ghost.isOne() ? new byte[0] : crossing.unread();
      this.mine = Side.of(crossing, unread);
    }
  }

  void serve(PeerChannel channel) throws IOException {
    if (!crossings.enter()) {
      channel.send(Message.of(out -> out.writeBoolean(false)));
      return;
    }
    try {
      crossings.standstills().share(System.nanoTime() + STOP_NANOS);
      try {
        reunite(channel);
      } finally {
        crossings.standstills().end();
      }
    } catch (CheckpointRefused e) {
      channel.send(Message.of(out -> out.writeBoolean(false)));
    } finally {
      crossings.leave();
    }
  }

  private void reunite(PeerChannel channel) throws IOException {
    List<Wanted> fit = new ArrayList<>();
    boolean resumed = false;
    try {
      long secret = new SecureRandom().nextLong();
      channel.send(Message.of(out -> answer(out, fit, secret)));
      DataInputStream request = Message.in(channel.receive());
      for (Wanted one : fit) {
        one.again = Reunion.read(request, one.crossing, one.mine, one.theirs);
      }
      channel.send(
          Message.of(
              out -> {
                for (Wanted one : fit) {
                  Reunion.write(out, one.crossing, one.mine, one.theirs, one.unread);
                }
              }));
      boolean go = Message.in(channel.receive()).readBoolean();
      accept(fit, secret);
      resumed = go && fit.stream().allMatch(one -> one.made != null);
      for (Wanted one : fit) {
        KernelSocket made = one.made;
        if (resumed && made != null) {
          one.ghost.resume(made, one.again);
        }
      }
      boolean all = resumed;
      channel.send(Message.of(out -> out.writeBoolean(all)));
    } finally {
      doors.values().forEach(KernelSocket::close);
      if (!resumed) {
        for (Wanted one : fit) {
          if (one.made != null) {
            one.made.close();
          }
        }
      }
    }
  }

  private void answer(DataOutputStream out, List<Wanted> fit, long secret) throws IOException {
    out.writeBoolean(true);
    for (int i = 0; i < references.size(); i++) {
      Crossing crossing = crossings.table().of(references.get(i));
      String obstacle = crossing == null ? "it is not known there" : obstacle(crossing);
      if (crossing != null && obstacle.isEmpty()) {
        Wanted wanted = new Wanted(crossing, sides.get(i));
        obstacle = obstacle(wanted);
        if (obstacle.isEmpty()) {
          fit.add(wanted);
          out.writeUTF("");
          wanted.mine.writeTo(out);
          continue;
        }
        crossing.breakOff(obstacle);
      }
      out.writeUTF(obstacle);
    }
    out.writeLong(secret);
    for (Wanted one : fit) {
      out.writeInt(door(one.crossing.domain));
    }
  }

  /** The other side has been replaced while nobody here has noticed. */
  private static String obstacle(Crossing crossing) throws IOException {
    State state = crossing.state();
    if (!crossing.keeps()) {
      return crossing.reason().isEmpty() ? "nothing is kept of it there" : crossing.reason();
    }
    if (state == State.LIVE || state == State.SUSPECT) {
      crossing.hold(System.nanoTime());
    }
    return crossing.keeps() ? "" : crossing.reason();
  }

  private static String obstacle(Wanted wanted) {
    String one = Side.obstacle(wanted.theirs, wanted.mine);
    return one.isEmpty() ? Side.obstacle(wanted.mine, wanted.theirs) : one;
  }

  private int door(int domain) {
    KernelSocket door =
        doors.computeIfAbsent(
            domain,
            any -> {
              KernelSocket listening = KernelSocket.open(domain, KernelSocket.STREAM);
              if (!listening.bind(Endpoint.loopback(domain))) {
                throw new IllegalStateException("no free port on the loopback interface");
              }
              listening.listen(BACKLOG);
              return listening;
            });
    return Endpoint.of(door.localName()).port();
  }

  /** All have been dialled; strangers are sent away. */
  private void accept(List<Wanted> fit, long secret) {
    for (KernelSocket door : doors.values()) {
      while (door.hasInput()) {
        KernelSocket far = door.accept();
        ByteBuffer greeting = ByteBuffer.wrap(far.receive(Reunion.GREETING));
        boolean known = greeting.remaining() == Reunion.GREETING && greeting.getLong() == secret;
        long index = known ? greeting.getLong() : -1;
        if (index >= 0 && index < fit.size() && fit.get((int) index).made == null) {
          fit.get((int) index).made = far;
        } else {
          far.close();
        }
      }
    }
  }
}
