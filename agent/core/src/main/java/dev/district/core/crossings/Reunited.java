package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.wire.Endpoint;
import dev.district.jdk.KernelSocket;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The other side of a {@link Reunion}. */
final class Reunited {
  private static final long STOP_NANOS = 3_000_000_000L;
  private static final int BACKLOG = 4096;

  private final Crossings crossings;
  private final Peer asker;
  private final boolean stalled;
  private final List<Reference> references = new ArrayList<>();
  private final List<Side> sides = new ArrayList<>();
  private final Map<Integer, KernelSocket> doors = new HashMap<>();
  private final Swap swap = new Swap();

  Reunited(Crossings crossings, Peer asker, DataInputStream request) throws IOException {
    this.crossings = crossings;
    this.asker = asker;
    this.stalled = request.readBoolean();
    for (int i = Message.count(request); i > 0; i--) {
      references.add(Reference.readFrom(request));
      sides.add(Side.readFrom(request));
    }
  }

  void serve(PeerChannel channel) throws IOException {
    if (crossings.isCatchingUp(asker) || !crossings.enter()) {
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
    boolean stalledHere = crossings.hasStalled(asker);
    List<Rejoining> fit = new ArrayList<>();
    long secret = new SecureRandom().nextLong();
    try {
      channel.send(Message.of(out -> answer(out, fit, secret, stalledHere)));
      DataInputStream told = Message.in(channel.receive());
      Reunion.read(told, fit);
      boolean apart = Reunion.isApart(fit, stalled || stalledHere);
      channel.send(Message.of(out -> Reunion.write(out, fit, apart)));
      if (apart) {
        Reunion.catchUp(crossings, asker, told, fit);
      } else {
        join(channel, fit, secret);
      }
    } finally {
      doors.values().forEach(KernelSocket::close);
    }
  }

  private void join(PeerChannel channel, List<Rejoining> fit, long secret) throws IOException {
    @Nullable KernelSocket[] made = new KernelSocket[fit.size()];
    boolean all = false;
    try {
      List<byte[]> again = fit.stream().map(Rejoining::getReady).toList();
      var ignored = swap.prepare();
      boolean go = Message.in(channel.receive()).readBoolean();
      accept(made, secret);
      all = go && Arrays.stream(made).allMatch(Objects::nonNull);
      for (int i = 0; i < made.length; i++) {
        KernelSocket socket = made[i];
        if (all && socket != null) {
          new Ghost(fit.get(i).crossing).resume(socket, again.get(i), swap);
        }
      }
      boolean joined = all;
      channel.send(Message.of(out -> out.writeBoolean(joined)));
    } finally {
      for (KernelSocket socket : made) {
        if (!all && socket != null) {
          socket.close();
        }
      }
    }
  }

  private void answer(DataOutputStream out, List<Rejoining> fit, long secret, boolean stalledHere)
      throws IOException {
    out.writeBoolean(true);
    out.writeBoolean(stalledHere);
    for (int i = 0; i < references.size(); i++) {
      Crossing crossing = crossings.table().of(references.get(i));
      String obstacle = crossing == null ? "it is not known there" : obstacle(crossing);
      if (crossing != null && obstacle.isEmpty()) {
        boolean closed = new Ghost(crossing).isOne();
        Rejoining wanted = new Rejoining(crossing, closed ? new byte[0] : crossing.unread());
        wanted.theirs = sides.get(i);
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
    for (Rejoining one : fit) {
      out.writeInt(door(one.crossing.domain));
    }
  }

  /** The other side has been replaced while nobody here has noticed. */
  private String obstacle(Crossing crossing) throws IOException {
    State state = crossing.state();
    if (!crossing.keeps()) {
      return crossing.reason().isEmpty() ? "nothing is kept of it there" : crossing.reason();
    }
    if (state == State.LIVE || state == State.SUSPECT) {
      crossing.hold(System.nanoTime(), swap);
    }
    return crossing.keeps() ? "" : crossing.reason();
  }

  private static String obstacle(Rejoining wanted) {
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
  private void accept(@Nullable KernelSocket[] made, long secret) {
    for (KernelSocket door : doors.values()) {
      while (door.hasInput()) {
        KernelSocket far = door.accept();
        ByteBuffer greeting = ByteBuffer.wrap(far.receive(Reunion.GREETING));
        boolean known = greeting.remaining() == Reunion.GREETING && greeting.getLong() == secret;
        long index = known ? greeting.getLong() : -1;
        if (index >= 0 && index < made.length && made[(int) index] == null) {
          made[(int) index] = far;
        } else {
          far.close();
        }
      }
    }
  }
}
