package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import dev.district.control.PeerPlace;
import dev.district.control.PeerServer;
import dev.district.core.diag.Diagnostics;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.threads.Standstills;
import dev.district.core.wire.Block;
import dev.district.core.wire.Dialling;
import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import dev.district.image.meta.CrossingMeta;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections to other districts. At a checkpoint their agents are told; after a rollback of one
 * side the streams go on where they were, on both sides under the same objects.
 */
public final class Crossings {
  private static final long BUSY_NANOS = 3_000_000_000L;
  private static final int BUSY_PAUSE_MS = 5;
  private static final int ENTER_MS = 2_000;

  /** At a checkpoint all that is kept comes into the heap for a moment. */
  private static final int HEAP_SHARE = 8;

  private final CrossingRules rules;
  private final Standstills standstills;
  private final Table table = new Table();
  private final Semaphore one = new Semaphore(1);
  private final Set<Tuple> asking = new HashSet<>();
  private final Map<Crossing, byte[]> taken = new HashMap<>();
  private final Retention retention;
  private final SplittableRandom names = new SplittableRandom();
  private final Steps steps = new Steps();
  private final Watch watch;
  private volatile @Nullable Neighbourhood neighbourhood;

  /**
   * @param rules what becomes of which connections
   * @param limit how many bytes to keep for all of them
   */
  public Crossings(CrossingRules rules, Standstills standstills, long limit) {
    this.rules = rules;
    this.standstills = standstills;
    this.watch = new Watch(this);
    this.retention =
        new Retention(Math.min(limit, Runtime.getRuntime().maxMemory() / HEAP_SHARE), watch::wake);
  }

  /** Listens to the agents of other districts, and speaks to them. */
  public void open(Path home, String district, String member, long incarnation) throws IOException {
    Neighbourhood here = new Neighbourhood(home, new Peer(district, member), incarnation);
    neighbourhood = here;
    new PeerServer(
            PeerPlace.of(home, district, member),
            Neighbourhood.PATIENCE,
            Crossings::thread,
            channel -> new Host(this, here).serve(channel))
        .start();
    watch.begin(here);
  }

  static Thread thread(Runnable work) {
    Thread thread =
        new Thread(ApplicationThreads.baseGroup(), work, "district-crossings", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  // At a checkpoint, while this member stands still.

  /** Tells other districts which of the connections lead to them. */
  public void subscribe(List<Candidate> candidates) {
    Neighbourhood here = neighbourhood;
    if (here == null || candidates.isEmpty()) {
      return;
    }
    for (Peer peer : here.others()) {
      if (!watch.isSilent(peer)) {
        try {
          subscribe(here, peer, candidates);
        } catch (dev.district.control.ControlUnreachableException e) {
          Diagnostics.note(peer + " does not run", null);
        } catch (IOException | RuntimeException e) {
          watch.silent(peer);
          note("connections to " + peer + " are not kept: " + e);
        }
      }
    }
  }

  private void subscribe(Neighbourhood here, Peer peer, List<Candidate> candidates)
      throws IOException {
    long deadline = System.nanoTime() + BUSY_NANOS;
    for (; ; ) {
      List<Candidate> fresh = new ArrayList<>();
      List<Crossing> known = new ArrayList<>();
      choose(peer, candidates, fresh, known);
      if (fresh.isEmpty() && known.isEmpty()) {
        return;
      }
      try (PeerChannel channel = here.to(peer)) {
        Subscription subscription = new Subscription(this, peer, fresh, known, names);
        if (subscription.run(channel, here.greeting(Verb.SUBSCRIBE)) != null) {
          return;
        }
      } finally {
        ask(Set.of());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("it is busy");
      }
      pause();
    }
  }

  private void choose(
      Peer peer, List<Candidate> candidates, List<Candidate> fresh, List<Crossing> known)
      throws IOException {
    if (!enter()) {
      throw new IOException("another district is being heard");
    }
    try {
      Set<Tuple> tuples = new HashSet<>();
      for (Candidate candidate : candidates) {
        Crossing crossing = table.of(candidate.descriptor());
        if (crossing == null && mayBeManaged(candidate)) {
          fresh.add(candidate);
          tuples.add(tuple(candidate.meta()));
        } else if (crossing != null && crossing.peer.equals(peer) && !crossing.isSubscribed()) {
          known.add(crossing);
        }
      }
      ask(tuples);
    } finally {
      leave();
    }
  }

  private boolean mayBeManaged(Candidate candidate) {
    return resumes(Endpoint.of(candidate.meta().remote))
        && candidate.kernel().sentBytes() >= 0
        && candidate.kernel().isConnected();
  }

  private static Tuple tuple(SocketMeta meta) {
    return new Tuple(Endpoint.of(meta.local), Endpoint.of(meta.remote));
  }

  private static void pause() {
    try {
      Thread.sleep(BUSY_PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Describes connections for the image, after {@link #subscribe}. */
  public Cut cut(List<Candidate> candidates) {
    Map<Crossing, Cut.Position> positions = new LinkedHashMap<>();
    if (!candidates.isEmpty() && !table.all().isEmpty()) {
      one.acquireUninterruptibly();
      try {
        for (Candidate candidate : candidates) {
          Crossing crossing = table.of(candidate.descriptor());
          if (crossing != null
              && crossing.keeps()
              && crossing.state() != State.CLOSED
              && (taken.containsKey(crossing) || crossing.agrees())) {
            positions.put(crossing, describe(crossing, candidate.meta()));
          }
        }
      } finally {
        taken.clear();
        one.release();
      }
    }
    return new Cut(this, positions);
  }

  private Cut.Position describe(Crossing crossing, SocketMeta meta) {
    byte[] out = taken.get(crossing);
    byte[] unread = out != null ? out : crossing.unread();
    meta.local = crossing.local();
    meta.remote = crossing.remote();
    meta.unread = Block.of(unread);
    meta.ended = crossing.inputEnded();
    meta.outputShut = crossing.outputEnded();
    CrossingMeta described = crossing.describe();
    meta.crossing = new CrossingMeta[] {described};
    return new Cut.Position(described.reads + unread.length, described.writes);
  }

  /** Whether a descriptor's connection is known here. */
  public boolean knows(FileDescriptor descriptor) {
    Crossing crossing = table.of(descriptor);
    return crossing != null && crossing.keeps();
  }

  void committed(Map<Peer, Map<Crossing, Cut.Position>> positions) {
    Neighbourhood here = neighbourhood;
    if (here != null) {
      positions.forEach((peer, some) -> watch.tellCommitted(here, peer, some));
    }
  }

  // At a restart.

  /**
   * A socket in the place of a restored connection, until the other side is there; null if it is
   * not to be resumed.
   */
  public @Nullable KernelSocket restore(SocketMeta meta, FileDescriptor descriptor) {
    if (meta.crossing.length == 0 || !resumes(Endpoint.of(meta.remote))) {
      return null;
    }
    CrossingMeta described = meta.crossing[0];
    Quiet quiet = Quiet.make(meta.domain, Block.array(meta.unread), meta.ended);
    Crossing crossing =
        new Crossing(
            meta.local,
            meta.remote,
            new Peer(described.district, described.member),
            described.nonce,
            meta.domain,
            quiet.near().number(),
            Stream.of(described, steps),
            retention);
    crossing.wasEnded(meta.ended, meta.outputShut);
    crossing.heldBy(quiet, meta.options, System.nanoTime());
    crossing.descriptor(descriptor);
    retention.grown(crossing);
    table.add(crossing);
    return quiet.near();
  }

  /**
   * Whether a connection is to be made anew at a restart: a client's, if it was idle. One that had
   * bytes to be read, or had ended, is not, because the program would take the new peer's bytes for
   * the old one's.
   */
  public boolean redials(SocketMeta socket) {
    return socket.domain != KernelSocket.UNIX
        && socket.remote.length > 0
        && !socket.ended
        && socket.unread.length() == 0
        && !Dialling.isServer(socket)
        && rules.mode(Endpoint.of(socket.remote), false) == CrossingRules.Mode.REDIAL;
  }

  // At the end.

  /** The program ends by itself: other districts need not wait for this one. */
  public void leaveAll() {
    Neighbourhood here = neighbourhood;
    if (here != null) {
      watch.tellAllBroken(here);
      watch.tellAll(here, Verb.LEAVE);
    }
  }

  /** For people: every connection that is kept, in words. */
  public List<String> describe() {
    return table.all().stream().map(Crossing::toString).toList();
  }

  // For the other classes of this room.

  Table table() {
    return table;
  }

  Standstills standstills() {
    return standstills;
  }

  Watch watch() {
    return watch;
  }

  boolean resumes(Endpoint remote) {
    return rules.mode(remote, true) == CrossingRules.Mode.RESUME;
  }

  /** One conversation at a time may touch connections; whether it is this one's turn. */
  boolean enter() {
    try {
      return one.tryAcquire(ENTER_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void leave() {
    one.release();
  }

  /** Lets the program catch up with the other side. The world stands still. */
  static void catchUp(List<Rejoining> all, Replay replay) throws IOException {
    Map<Integer, Quiet> standIns = new HashMap<>();
    Swap swap = new Swap();
    for (int i = 0; i < all.size(); i++) {
      Quiet standIn = all.get(i).crossing.catchUp(all.get(i), replay, swap);
      if (standIn != null) {
        standIns.put(i, standIn);
      }
    }
    replay.begin(standIns);
  }

  /** Whether the other side is to stand by for the program here. */
  boolean isCatchingUp(Peer peer) {
    return table.to(peer).stream().anyMatch(Crossing::isCatchingUp);
  }

  /** Whether it has stood by in vain. */
  boolean hasStalled(Peer peer) {
    return table.to(peer).stream().anyMatch(Crossing::hasStalled);
  }

  private void ask(Set<Tuple> tuples) {
    synchronized (asking) {
      asking.clear();
      asking.addAll(tuples);
    }
  }

  /** Whether this side asks about the connection at this moment, and goes first. */
  boolean asksItself(Tuple tuple, Peer other) {
    Neighbourhood here = neighbourhood;
    synchronized (asking) {
      return here != null && here.me().compareTo(other) < 0 && asking.contains(tuple);
    }
  }

  void taken(Crossing crossing, byte[] bytes) {
    if (bytes.length > 0) {
      taken.put(crossing, bytes);
    }
  }

  /**
   * A connection that has come to rest becomes one of those that are kept.
   *
   * @param descriptor the program's, if it is known
   * @param writes how much has come to the other side
   */
  Crossing make(
      @Nullable FileDescriptor descriptor,
      byte[] local,
      byte[] remote,
      Peer peer,
      long nonce,
      Settling.Flow flow,
      long writes) {
    KernelSocket kernel = flow.kernel;
    Crossing crossing =
        new Crossing(
            local,
            remote,
            peer,
            nonce,
            kernel.domain(),
            kernel.number(),
            new Stream(writes, flow.reads(), steps),
            retention);
    crossing.descriptor(descriptor);
    crossing.wasEnded(kernel.hasEnded(), kernel.hasShutOutput());
    crossing.begin(flow.taken().length);
    table.add(crossing);
    return crossing;
  }

  void note(String message) {
    Diagnostics.note(message, null);
  }
}
