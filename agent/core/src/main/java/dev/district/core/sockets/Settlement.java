package dev.district.core.sockets;

import dev.district.core.diag.Diagnostics;
import dev.district.core.wire.Block;
import dev.district.core.wire.Refills;
import dev.district.image.meta.SocketMeta;
import dev.district.image.store.Meeting;
import dev.district.jdk.KernelSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * This member's part in taking out, and sending again, what is under way in connections between
 * members, while all stand still.
 *
 * <pre>
 *   each takes out what comes; says "sent" when nothing that it had sent is under way any more
 *   all have said so: each takes out the rest, says "taken"
 *   all have said so: the connections are empty; each gives the other what it had sent
 *   each sends that again, before its program can write another byte
 * </pre>
 *
 * <p>Nobody is between the members, and nobody can leave once it has begun: only a member's death,
 * which is the district's, ends it early. Connections are broken then; nothing is read from them
 * that would not be whole.
 */
final class Settlement {
  private static final String SENT = "sent";
  private static final String TAKEN = "taken";
  private static final String FAILED = "failed";
  private static final long LOOK_NANOS = 100_000_000L;
  private static final int PAUSE_MS = 1;

  private final Neighbours neighbours;
  private final String me;
  private final Collection<String> concerned;
  private final Meeting meeting;
  private final InFlight inFlight;
  private final Waiting waiting;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Map<Socket, Block> rests = new HashMap<>();
  private long looked = System.nanoTime();

  /**
   * @param meeting one that takes place
   */
  Settlement(Neighbours neighbours, Meeting meeting, InFlight inFlight, Waiting waiting) {
    this.neighbours = neighbours;
    this.me = neighbours.me();
    this.concerned = neighbours.concerned();
    this.meeting = meeting;
    this.inFlight = inFlight;
    this.waiting = waiting;
  }

  /** Goes through with it; nothing is sent by {@link Refills} meanwhile. */
  void run(List<Socket> sockets) {
    try {
      begin(sockets);
      keepRests();
      until(exchange -> exchange.hasArrived(), SENT);
      exchanges.forEach(Exchange::take);
      exchanges.forEach(Exchange::turn);
      until(exchange -> true, TAKEN);
      renew();
      giveBack();
      sendAgain();
    } catch (IOException | RuntimeException | Error e) {
      breakAll();
      throw new IllegalStateException("connections between members were broken", e);
    }
  }

  private void begin(List<Socket> sockets) {
    for (Socket socket : sockets) {
      if (socket.is(SocketMeta.MEMBER) && socket.unsettled) {
        exchanges.add(Exchange.of(socket));
      } else if (socket.is(SocketMeta.WAITING) && socket.meta.peer < 0) {
        exchanges.add(Exchange.waiting(socket));
      }
    }
    waiting.accept(neighbours);
    List<KernelSocket> accepted = waiting.ofOthers();
    for (int i = 0; i < accepted.size(); i++) {
      exchanges.add(Exchange.accepted(accepted.get(i), i + 1));
    }
  }

  private void keepRests() {
    for (Exchange exchange : exchanges) {
      Socket socket = exchange.socket;
      if (socket != null) {
        rests.put(socket, Refills.INSTANCE.take(socket.descriptor()));
      }
    }
  }

  /** Says the word when all exchanges are so far, and waits until everybody has said it. */
  private void until(Predicate<Exchange> reached, String word) throws IOException {
    boolean said = false;
    while (!said || !haveSaid(word)) {
      boolean moved = false;
      for (Exchange exchange : exchanges) {
        moved |= word.equals(SENT) && exchange.take();
      }
      if (!said && exchanges.stream().allMatch(reached)) {
        meeting.mark(me, word);
        said = true;
      } else if (!moved) {
        pause();
      }
      look();
    }
  }

  private boolean haveSaid(String word) {
    return concerned.stream().allMatch(member -> meeting.has(member, word));
  }

  private void renew() throws IOException {
    Renewal renewal = new Renewal(me, meeting);
    try {
      for (Exchange exchange : exchanges) {
        if (exchange.socket != null && exchange.socket.worn) {
          renewal.add(exchange.socket);
        }
      }
      while (!renewal.isOver()) {
        pause();
        look();
      }
      renewal.made().forEach(inFlight::take);
    } finally {
      renewal.close();
    }
  }

  private void giveBack() throws IOException {
    boolean over = false;
    while (!over) {
      over = true;
      boolean moved = false;
      for (Exchange exchange : exchanges) {
        moved |= exchange.giveBack();
        over &= exchange.isOver();
      }
      if (!over && !moved) {
        pause();
      }
      look();
    }
  }

  private void sendAgain() {
    exchanges.stream()
        .filter(exchange -> exchange.socket != null)
        .sorted(Comparator.comparingInt(Exchange::place))
        .forEach(exchange -> sendAgain(exchange, Objects.requireNonNull(exchange.socket)));
    for (Exchange exchange : exchanges) {
      if (exchange.socket == null) {
        letGo(exchange.kernel);
        exchange.taken().close();
      }
    }
  }

  private void sendAgain(Exchange exchange, Socket socket) {
    Block rest = Objects.requireNonNull(rests.get(socket));
    Block all = exchange.givenBack();
    all.append(rest, 0);
    if (socket.is(SocketMeta.WAITING)) {
      rest.close();
      socket.meta.order = exchange.place();
      socket.meta.sent = all;
      inFlight.dialAgain(socket);
    } else {
      socket.meta.unread = exchange.taken();
      socket.meta.sent = rest;
      try (all) {
        Refills.INSTANCE.send(socket.descriptor(), socket.kernel, all, socket.meta.outputShut);
      }
      if (socket.worn && socket.meta.inputShut) {
        socket.kernel.shutdownInput();
      }
    }
  }

  /** The client resets it when it has been given all. */
  private void letGo(KernelSocket accepted) {
    while (!accepted.hasFailed() && inTime()) {
      pause();
    }
    accepted.linger(0);
    accepted.close();
  }

  private boolean inTime() {
    return System.nanoTime() - looked < LOOK_NANOS * 50;
  }

  /** From time to time, whether the others are alive. */
  private void look() throws IOException {
    if (System.nanoTime() - looked < LOOK_NANOS) {
      return;
    }
    looked = System.nanoTime();
    for (String member : concerned) {
      if (!member.equals(me) && (meeting.misses(member) || meeting.has(member, FAILED))) {
        throw new IllegalStateException("member " + member + " has failed");
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for another member", e);
    }
  }

  /** What is left of them can't be told from what it should be. */
  private void breakAll() {
    try {
      meeting.mark(me, FAILED);
    } catch (IOException e) {
      Diagnostics.note("the other members will not hear that this one has failed", e);
    }
    for (Exchange exchange : exchanges) {
      if (exchange.socket == null) {
        exchange.kernel.linger(0);
        exchange.kernel.close();
      } else {
        inFlight.reset(exchange.socket);
      }
    }
  }
}
