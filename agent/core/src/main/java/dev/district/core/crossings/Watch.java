package dev.district.core.crossings;

import dev.district.control.ControlUnreachableException;
import dev.district.control.PeerChannel;
import dev.district.core.diag.CheckpointRefused;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why connections have ended, lets quiet ones stand in for those whose other side is
 * away, and tries to get them going again: with pauses that grow, or when the other side says that
 * it is back. Of two members the one whose name comes first asks.
 */
final class Watch implements Runnable {
  private static final long FIRST_PAUSE_MS = 20;
  private static final long LONGEST_PAUSE_MS = 1_000;
  private static final long REFUSED_PAUSE_NANOS = 30_000_000_000L;
  private static final long SILENT_NANOS = 30_000_000_000L;
  private static final long STOP_NANOS = 3_000_000_000L;

  /** How long the other side may be away. */
  private static final long PATIENCE_NANOS = 15L * 60 * 1_000_000_000L;

  private final Crossings crossings;
  private final Map<Peer, Long> silent = new ConcurrentHashMap<>();
  private final Map<Peer, Attempt> attempts = new ConcurrentHashMap<>();
  private final Set<Crossing> told = ConcurrentHashMap.newKeySet();
  private final Signal signal = new Signal();
  private @Nullable Neighbourhood here;

  /** When to try again. */
  private static final class Attempt {
    private long pauseMs = FIRST_PAUSE_MS;
    private long at = System.nanoTime();
    private int refusals;

    synchronized boolean isDue() {
      return System.nanoTime() - at >= 0;
    }

    synchronized void failed() {
      at = System.nanoTime() + pauseMs * 1_000_000L;
      pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
    }

    /** The program has stood still in vain; it must be let go on for much longer than that. */
    synchronized void refused() {
      refusals++;
      at = System.nanoTime() + refusals * REFUSED_PAUSE_NANOS;
    }
  }

  Watch(Crossings crossings) {
    this.crossings = crossings;
  }

  void begin(Neighbourhood neighbourhood) {
    here = neighbourhood;
    Crossings.thread(this).start();
  }

  /** Something has happened. Takes no lock that another one may be taken under. */
  void wake() {
    signal.raise();
  }

  /** The other side is back. */
  void nudged(Peer peer) {
    attempts.remove(peer);
    silent.remove(peer);
    wake();
  }

  boolean isSilent(Peer peer) {
    Long since = silent.get(peer);
    if (since != null && System.nanoTime() - since > SILENT_NANOS) {
      silent.remove(peer);
      return false;
    }
    return since != null;
  }

  void silent(Peer peer) {
    silent.put(peer, System.nanoTime());
  }

  @Override
  public void run() {
    Neighbourhood neighbours = java.util.Objects.requireNonNull(here);
    for (; ; ) {
      try {
        look(neighbours);
        await();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        dev.district.core.diag.Diagnostics.warn("connections to other districts", e);
      }
    }
  }

  private void await() throws InterruptedException {
    boolean waiting = crossings.table().all().stream().anyMatch(one -> one.state() == State.HELD);
    signal.await(waiting ? FIRST_PAUSE_MS : LONGEST_PAUSE_MS);
  }

  private void look(Neighbourhood neighbours) {
    Set<Peer> suspected = new LinkedHashSet<>();
    Set<Peer> away = new LinkedHashSet<>();
    List<Crossing> over = new ArrayList<>();
    for (Crossing crossing : crossings.table().all()) {
      switch (crossing.state()) {
        case SUSPECT -> suspected.add(crossing.peer);
        case HELD -> {
          if (System.nanoTime() - crossing.heldSince() > PATIENCE_NANOS) {
            crossing.breakOff("the other side has not come back");
          } else {
            away.add(crossing.peer);
          }
        }
        case BROKEN -> tellBroken(neighbours, crossing, false);
        case CLOSED -> {
          if (!crossing.stream().otherGoesBack()) {
            over.add(crossing);
          }
        }
        default -> {}
      }
    }
    crossings.table().remove(over);
    suspected.forEach(peer -> investigate(neighbours, peer));
    away.forEach(peer -> reunite(neighbours, peer));
  }

  private void investigate(Neighbourhood neighbours, Peer peer) {
    List<Crossing> suspects =
        crossings.table().to(peer).stream().filter(one -> one.state() == State.SUSPECT).toList();
    List<Crossing> lost = new ArrayList<>();
    List<Standing> standings = ask(neighbours, peer, suspects);
    for (int i = 0; i < suspects.size(); i++) {
      Crossing crossing = suspects.get(i);
      Standing standing = standings.get(i);
      switch (standing.kind()) {
        case ENDED, CLOSED -> crossing.end();
        case BROKEN -> crossing.breakOff(standing.reason());
        case UNKNOWN -> crossing.letPass("the other side does not know it any more");
        case AWAY -> {
          if (crossing.stream().otherGoesBack()) {
            lost.add(crossing);
          } else {
            crossing.letPass("the other side has no checkpoint that it is part of");
          }
        }
        default -> lost.add(crossing);
      }
    }
    if (!lost.isEmpty()) {
      hold(lost);
    }
  }

  /** Who is there and does not answer has not ended it. */
  private static List<Standing> ask(Neighbourhood neighbours, Peer peer, List<Crossing> suspects) {
    try (PeerChannel channel = neighbours.to(peer)) {
      neighbours
          .greeting(Verb.ASK)
          .send(
              channel,
              out -> {
                out.writeInt(suspects.size());
                for (Crossing crossing : suspects) {
                  Reference.to(crossing).writeTo(out);
                }
              });
      DataInputStream answer = Message.in(channel.receive());
      List<Standing> standings = new ArrayList<>();
      for (int i = 0; i < suspects.size(); i++) {
        standings.add(Standing.readFrom(answer));
      }
      return standings;
    } catch (ControlUnreachableException e) {
      return Collections.nCopies(suspects.size(), new Standing(Standing.Kind.AWAY, ""));
    } catch (IOException e) {
      return Collections.nCopies(suspects.size(), new Standing(Standing.Kind.OPEN, ""));
    }
  }

  private void hold(List<Crossing> lost) {
    if (!crossings.enter()) {
      return;
    }
    try {
      crossings.standstills().share(System.nanoTime() + STOP_NANOS);
      try {
        Swap swap = new Swap();
        for (Crossing crossing : lost) {
          if (crossing.state() == State.SUSPECT) {
            crossing.hold(System.nanoTime(), swap);
          }
        }
      } finally {
        crossings.standstills().end();
      }
    } catch (CheckpointRefused e) {
      lost.forEach(crossing -> crossing.letPass("the program's threads can't be stopped: " + e));
    } catch (IOException e) {
      lost.forEach(crossing -> crossing.letPass(String.valueOf(e)));
    } finally {
      crossings.leave();
    }
  }

  private void reunite(Neighbourhood neighbours, Peer peer) {
    Attempt attempt = attempts.computeIfAbsent(peer, any -> new Attempt());
    if (!attempt.isDue() || crossings.isCatchingUp(peer)) {
      return;
    }
    attempt.failed();
    try {
      if (neighbours.me().compareTo(peer) < 0) {
        if (new Reunion(crossings, peer).run(neighbours)) {
          attempts.remove(peer);
        }
      } else {
        if (nudge(neighbours, peer)) {
          boolean ignored = new Reunion(crossings, peer).run(neighbours);
        }
      }
    } catch (CheckpointRefused e) {
      attempt.refused();
      crossings.note("connections to " + peer + " wait: " + e);
    } catch (IOException e) {
      crossings.note("connections to " + peer + " wait: " + e);
    }
  }

  /** Whether the other side stands in for a program that has closed one, and will not ask. */
  private boolean nudge(Neighbourhood neighbours, Peer peer) throws IOException {
    List<Crossing> held =
        crossings.table().to(peer).stream().filter(one -> one.state() == State.HELD).toList();
    try (PeerChannel channel = neighbours.to(peer)) {
      neighbours
          .greeting(Verb.NUDGE)
          .send(
              channel,
              out -> {
                out.writeInt(held.size());
                for (Crossing crossing : held) {
                  Reference.to(crossing).writeTo(out);
                }
              });
      DataInputStream answer = Message.in(channel.receive());
      boolean closed = false;
      for (Crossing crossing : held) {
        Standing standing = Standing.readFrom(answer);
        switch (standing.kind()) {
          case CLOSED -> closed = true;
          case UNKNOWN -> crossing.letPass("the other side does not know it any more");
          case BROKEN -> crossing.breakOff(standing.reason());
          default -> {}
        }
      }
      return closed;
    }
  }

  /**
   * Until the other side has heard it; who has not answered lately is asked again only at the end.
   */
  private void tellBroken(Neighbourhood neighbours, Crossing crossing, boolean atTheEnd) {
    if (!told.contains(crossing) && (atTheEnd || !isSilent(crossing.peer))) {
      try (PeerChannel channel = neighbours.to(crossing.peer)) {
        neighbours
            .greeting(Verb.BREAK)
            .send(
                channel,
                out -> {
                  Reference.to(crossing).writeTo(out);
                  out.writeUTF(crossing.reason());
                });
        byte[] ignored = channel.receive();
        told.add(crossing);
      } catch (ControlUnreachableException e) {
        told.add(crossing);
      } catch (IOException e) {
        silent(crossing.peer);
        crossings.note(crossing.peer + " has not been told that a connection is broken: " + e);
      }
    }
    if (!crossing.isOpen() && told.contains(crossing)) {
      told.remove(crossing);
      crossings.table().remove(List.of(crossing));
    }
  }

  private void tell(Neighbourhood neighbours, Peer peer, String verb) throws IOException {
    try (PeerChannel channel = neighbours.to(peer)) {
      neighbours.greeting(verb).send(channel, out -> {});
      byte[] ignored = channel.receive();
    }
  }

  /** Tells why, where a connection is broken: before the program ends, and with it its reasons. */
  void tellAllBroken(Neighbourhood neighbours) {
    for (Crossing crossing : crossings.table().all()) {
      if (crossing.state() == State.BROKEN) {
        tellBroken(neighbours, crossing, true);
      }
    }
  }

  /** Tells everybody who has a connection that leads here. */
  void tellAll(Neighbourhood neighbours, String verb) {
    Set<Peer> peers = new LinkedHashSet<>();
    crossings.table().all().forEach(crossing -> peers.add(crossing.peer));
    for (Peer peer : peers) {
      try {
        tell(neighbours, peer, verb);
      } catch (IOException e) {
        crossings.note(peer + " does not hear: " + e);
      }
    }
  }

  void tellCommitted(Neighbourhood neighbours, Peer peer, Map<Crossing, Cut.Position> positions) {
    if (isSilent(peer)) {
      return;
    }
    try (PeerChannel channel = neighbours.to(peer)) {
      neighbours
          .greeting(Verb.COMMITTED)
          .send(
              channel,
              out -> {
                out.writeInt(positions.size());
                for (Map.Entry<Crossing, Cut.Position> entry : positions.entrySet()) {
                  Reference.to(entry.getKey()).writeTo(out);
                  out.writeLong(entry.getValue().reads());
                  out.writeLong(entry.getValue().writes());
                }
              });
      byte[] ignored = channel.receive();
    } catch (ControlUnreachableException e) {
      crossings.note(peer + " does not run");
    } catch (IOException e) {
      silent(peer);
    }
  }
}
