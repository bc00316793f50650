package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * At a checkpoint, while this member stands still: lets another district's member know which
 * connections lead to it, so that it keeps what this side will need when it goes back. The other
 * side stands still for a moment, and both agree on positions.
 *
 * <pre>
 * asker                                 other
 * subscribe | new connections | known ones ►
 *                                     ◄ busy, or for each new one: whether, and its name
 * not delivered ►   ◄ not delivered     until nothing is ({@link Settling})
 * taken out     ►   ◄ taken out
 * </pre>
 */
final class Subscription {
  /** Answers to a request. */
  static final byte BUSY = 0;

  static final byte HEARD = 1;

  private final Crossings crossings;
  private final Peer peer;
  private final List<Candidate> fresh;
  private final List<Crossing> known;
  private final RandomGenerator random;

  Subscription(
      Crossings crossings,
      Peer peer,
      List<Candidate> fresh,
      List<Crossing> known,
      RandomGenerator random) {
    this.crossings = crossings;
    this.peer = peer;
    this.fresh = fresh;
    this.known = known;
    this.random = random;
  }

  private static Tuple tuple(Candidate candidate) {
    return new Tuple(Endpoint.of(candidate.meta().local), Endpoint.of(candidate.meta().remote));
  }

  /** Which connections lead there; null if the other side has to be asked again. */
  @org.jspecify.annotations.Nullable
  List<Candidate> run(PeerChannel channel, Greeting greeting) throws IOException {
    long[] nonces = fresh.stream().mapToLong(one -> random.nextLong()).toArray();
    greeting.send(
        channel,
        out -> {
          out.writeInt(fresh.size());
          for (int i = 0; i < nonces.length; i++) {
            new Reference(tuple(fresh.get(i)), nonces[i]).writeTo(out);
          }
          out.writeInt(known.size());
          for (Crossing crossing : known) {
            Reference.to(crossing).writeTo(out);
          }
        });
    DataInputStream answer = Message.in(channel.receive());
    if (answer.readByte() == BUSY) {
      return null;
    }
    List<Candidate> found = new ArrayList<>();
    List<Long> names = new ArrayList<>();
    for (int i = 0; i < nonces.length; i++) {
      if (answer.readBoolean()) {
        found.add(fresh.get(i));
        names.add(nonces[i]);
      }
    }
    for (Crossing crossing : known) {
      // The other side may not have made it yet; then it is told at the next checkpoint.
      if (answer.readBoolean()) {
        crossing.subscribed();
      }
    }
    if (!found.isEmpty()) {
      settle(channel, found, names);
    }
    return found;
  }

  private void settle(PeerChannel channel, List<Candidate> found, List<Long> names)
      throws IOException {
    Settling settling = new Settling();
    List<Settling.Flow> flows = new ArrayList<>();
    found.forEach(candidate -> flows.add(settling.add(candidate.kernel())));
    boolean settled = false;
    try {
      do {
        channel.send(Message.of(settling::tell));
        settling.hear(Message.in(channel.receive()));
      } while (!settling.isOver());
      channel.send(Message.of(settling::giveBack));
      List<Settling.Back> back = settling.givenBack(Message.in(channel.receive()));
      settled = true;
      for (int i = 0; i < flows.size(); i++) {
        Candidate candidate = found.get(i);
        Crossing crossing =
            crossings.make(
                candidate.descriptor(),
                candidate.meta().local,
                candidate.meta().remote,
                peer,
                names.get(i),
                flows.get(i),
                back.get(i).got());
        crossing.subscribed();
        crossing.sendAgain(back.get(i).taken());
        crossings.taken(crossing, flows.get(i).taken());
      }
    } finally {
      if (!settled) {
        settling.undo();
      }
    }
  }
}
