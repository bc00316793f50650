package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.wire.Tuple;
import dev.district.jdk.KernelSocket;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other side of a {@link Subscription}. */
final class Subscribed {
  private static final long STOP_NANOS = 1_500_000_000L;

  private final Crossings crossings;
  private final Peer asker;
  private final List<Reference> wanted = new ArrayList<>();
  private final List<Reference> known = new ArrayList<>();

  Subscribed(Crossings crossings, Peer asker, DataInputStream request) throws IOException {
    this.crossings = crossings;
    this.asker = asker;
    for (int i = Message.count(request); i > 0; i--) {
      wanted.add(Reference.readFrom(request));
    }
    for (int i = Message.count(request); i > 0; i--) {
      known.add(Reference.readFrom(request));
    }
  }

  /** One connection of this process that the asker has the other end of. */
  private record Found(Reference reference, KernelSocket kernel, String identity) {}

  void serve(PeerChannel channel) throws IOException {
    if (wanted.stream().anyMatch(one -> crossings.asksItself(one.tuple(), asker))) {
      channel.send(Message.of(out -> out.writeByte(Subscription.BUSY)));
      return;
    }
    if (!crossings.enter()) {
      channel.send(Message.of(out -> out.writeByte(Subscription.BUSY)));
      return;
    }
    try {
      List<Boolean> heard = new ArrayList<>();
      for (Reference reference : known) {
        Crossing crossing = crossings.table().of(reference);
        heard.add(crossing != null);
        if (crossing != null) {
          crossing.otherMayGoBack();
        }
      }
      List<Found> found = find();
      if (found.isEmpty() || !hold()) {
        answer(channel, List.of(), heard);
        return;
      }
      try {
        found.removeIf(one -> !Descriptors.identity(one.kernel.number()).equals(one.identity));
        answer(channel, found, heard);
        if (!found.isEmpty()) {
          settle(channel, found);
        }
      } finally {
        crossings.standstills().end();
      }
    } finally {
      crossings.leave();
    }
  }

  private List<Found> find() throws IOException {
    List<Found> found = new ArrayList<>();
    Map<Tuple, Integer> connections = wanted.isEmpty() ? Map.of() : Descriptors.connections();
    for (Reference reference : wanted) {
      Integer number = connections.get(reference.tuple());
      if (number != null
          && crossings.table().at(number) == null
          && crossings.resumes(reference.tuple().remote())) {
        KernelSocket kernel = new KernelSocket(number);
        if (kernel.sentBytes() >= 0 && kernel.isConnected()) {
          found.add(new Found(reference, kernel, Descriptors.identity(number)));
        }
      }
    }
    return found;
  }

  private boolean hold() {
    try {
      crossings.standstills().share(System.nanoTime() + STOP_NANOS);
      return true;
    } catch (CheckpointRefused e) {
      crossings.note("connections of " + asker + " can't be kept: " + e.getMessage());
      return false;
    }
  }

  private void answer(PeerChannel channel, List<Found> found, List<Boolean> heard)
      throws IOException {
    List<Reference> taken = found.stream().map(Found::reference).toList();
    channel.send(
        Message.of(
            out -> {
              out.writeByte(Subscription.HEARD);
              for (Reference reference : wanted) {
                out.writeBoolean(taken.contains(reference));
              }
              for (boolean one : heard) {
                out.writeBoolean(one);
              }
            }));
  }

  private void settle(PeerChannel channel, List<Found> found) throws IOException {
    Settling settling = new Settling();
    List<Settling.Flow> flows = new ArrayList<>();
    found.forEach(one -> flows.add(settling.add(one.kernel)));
    boolean settled = false;
    try {
      do {
        settling.hear(Message.in(channel.receive()));
        channel.send(Message.of(settling::tell));
      } while (!settling.isOver());
      List<Settling.Back> back = settling.givenBack(Message.in(channel.receive()));
      channel.send(Message.of(settling::giveBack));
      settled = true;
      for (int i = 0; i < flows.size(); i++) {
        KernelSocket kernel = found.get(i).kernel;
        byte[] remote = java.util.Objects.requireNonNull(kernel.peerName());
        Crossing crossing =
            crossings.make(
                null,
                kernel.localName(),
                remote,
                asker,
                found.get(i).reference.nonce(),
                flows.get(i),
                back.get(i).got());
        crossing.otherMayGoBack();
        crossing.sendAgain(back.get(i).taken());
      }
    } finally {
      if (!settled) {
        settling.undo();
      }
    }
  }
}
