package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Answers the agents of other districts. */
final class Host {
  private final Crossings crossings;
  private final Neighbourhood here;

  Host(Crossings crossings, Neighbourhood here) {
    this.crossings = crossings;
    this.here = here;
  }

  void serve(PeerChannel channel) throws IOException {
    DataInputStream request = Message.in(channel.receive());
    Greeting greeting = Greeting.readFrom(request);
    greeting.check(here.home());
    Peer asker = greeting.asker();
    switch (greeting.verb()) {
      case Verb.SUBSCRIBE -> new Subscribed(crossings, asker, request).serve(channel);
      case Verb.COMMITTED -> committed(asker, request, channel);
      case Verb.ASK -> ask(request, channel);
      case Verb.REUNITE -> new Reunited(crossings, asker, request).serve(channel);
      case Verb.NUDGE -> {
        nudged(request, channel);
        crossings.watch().nudged(asker);
      }
      case Verb.BREAK -> {
        Crossing crossing = crossings.table().of(Reference.readFrom(request));
        if (crossing != null) {
          crossing.breakOff(request.readUTF());
        }
        done(channel);
      }
      case Verb.LEAVE -> {
        crossings.table().to(asker).forEach(one -> one.letPass("the program there has ended"));
        done(channel);
      }
      default -> throw new IOException("another agent asks to " + greeting.verb());
    }
  }

  private static void done(PeerChannel channel) throws IOException {
    channel.send(new byte[0]);
  }

  /** Those that are closed here and not in its checkpoint will not be asked for any more. */
  private void committed(Peer asker, DataInputStream request, PeerChannel channel)
      throws IOException {
    Set<Crossing> named = new HashSet<>();
    for (int i = Message.count(request); i > 0; i--) {
      Crossing crossing = crossings.table().of(Reference.readFrom(request));
      long reads = request.readLong();
      long writes = request.readLong();
      if (crossing != null) {
        named.add(crossing);
        crossing.trim(reads, writes);
      }
    }
    crossings
        .table()
        .remove(
            crossings.table().to(asker).stream()
                .filter(one -> !named.contains(one) && one.state() == State.CLOSED)
                .toList());
    done(channel);
  }

  /** Those that the asker has lost are lost here, too; how they stand. */
  private void nudged(DataInputStream request, PeerChannel channel) throws IOException {
    List<Standing> standings = new ArrayList<>();
    for (int i = Message.count(request); i > 0; i--) {
      Crossing crossing = crossings.table().of(Reference.readFrom(request));
      if (crossing != null) {
        crossing.suspect();
      }
      standings.add(Standing.of(crossing));
    }
    answer(standings, channel);
  }

  private static void answer(List<Standing> standings, PeerChannel channel) throws IOException {
    channel.send(
        Message.of(
            out -> {
              for (Standing standing : standings) {
                standing.writeTo(out);
              }
            }));
  }

  private void ask(DataInputStream request, PeerChannel channel) throws IOException {
    List<Standing> standings = new ArrayList<>();
    for (int i = Message.count(request); i > 0; i--) {
      standings.add(Standing.of(crossings.table().of(Reference.readFrom(request))));
    }
    answer(standings, channel);
  }
}
