package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a district, as one of its processes sees it: a member, whoever restarts it, or
 * whoever commits a checkpoint of it. Only with the turn are checkpoints made, removed and cleared
 * away. Not thread-safe, but for {@link #say}.
 */
public final class Incarnation implements AutoCloseable {
  static final String DRAFT = ".draft-";
  private static final String REMOVED = ".removed-";

  private final DistrictStore store;
  private final @Nullable StoreLock life;
  private final long number;
  private @Nullable StoreLock turn;
  private boolean turnForDraft;
  private @Nullable StoreLock chair;
  private @Nullable String member;
  private int keep;

  Incarnation(
      DistrictStore store, @Nullable StoreLock life, @Nullable StoreLock turn, long number) {
    this.store = store;
    this.life = life;
    this.turn = turn;
    this.number = number;
  }

  void sit(String name) throws IOException {
    chair = Seats.of(store).take(name);
    member = name;
    say(Seat.State.RUNNING);
  }

  /** Tells the others how this member is doing. */
  public synchronized void say(Seat.State state) throws IOException {
    StoreLock mine = chair;
    String name = member;
    if (mine != null && name != null) {
      mine.write(Seat.own(name, number, state).encode());
    }
  }

  /**
   * The next incarnation of a district whose members are all dead, with the turn of this one.
   *
   * @throws StoreException of kind BUSY if somebody is alive
   */
  public Incarnation succeed() throws IOException {
    StoreLock mine = turn;
    if (mine == null) {
      throw new IllegalStateException("it is somebody else's turn");
    }
    Incarnation next = Entrance.of(store).begin(mine);
    turn = null;
    return next;
  }

  /** Gives the turn away. */
  public void yieldTurn() throws IOException {
    StoreLock mine = turn;
    turn = null;
    turnForDraft = false;
    if (mine != null) {
      mine.close();
    }
  }

  /** The members but this one, alive or lost; those that have left are forgotten. */
  public List<Seat> others() throws IOException {
    List<Seat> others = new ArrayList<>();
    for (Seat seat : Seats.of(store).list(number)) {
      if (!seat.member().equals(member) && (seat.alive() || seat.lost())) {
        others.add(seat);
      }
    }
    return others;
  }

  /** From 1; each life of the district has a higher one. */
  public long number() {
    return number;
  }

  /** The district. */
  public DistrictStore store() {
    return store;
  }

  /**
   * Begins the next checkpoint. An older draft that was neither committed nor abandoned is thrown
   * away.
   */
  public CheckpointDraft nextCheckpoint() throws IOException {
    if (turn == null) {
      checkCurrent();
      turn = Entrance.of(store).takeTurn();
      turnForDraft = true;
    }
    try {
      checkCurrent();
      clean();
      Checkpoint latest = store.latest();
      long next = latest == null ? 1 : latest.number() + 1;
      Path directory = store.draftDirectory(next);
      store.disk().operations().createDirectory(directory);
      return new CheckpointDraft(this, next, directory);
    } catch (IOException | RuntimeException | Error e) {
      draftEnded();
      throw e;
    }
  }

  /** A turn that was taken for one draft ends with it. */
  void draftEnded() throws IOException {
    if (turnForDraft) {
      yieldTurn();
    }
  }

  /**
   * Takes the turn for a checkpoint of all members of this incarnation.
   *
   * @throws StoreException of kind STALE or MOVED as {@link #checkCurrent}
   */
  public Incarnation coordinate() throws IOException {
    checkCurrent();
    Incarnation coordinating = store.coordinate();
    try {
      checkCurrent();
      return coordinating;
    } catch (IOException | RuntimeException | Error e) {
      coordinating.close();
      throw e;
    }
  }

  /**
   * Fails if this is not the district's newest incarnation. While its lock works and is in place no
   * other can begin; but not every file system's lock works, and a directory may be moved, copied
   * and made anew under a process that is in it.
   *
   * @throws StoreException of kind MOVED if another directory is in this one's place, or none; of
   *     kind STALE if a newer incarnation has begun in this one
   */
  public void checkCurrent() throws IOException {
    if (isMoved(life) || isMoved(turn)) {
      throw moved("the district's directory was moved, removed or replaced");
    }
    long newest = store.incarnation();
    if (newest < number) {
      throw moved(
          "somebody has set the district back from incarnation " + number + " to " + newest);
    }
    if (newest > number) {
      throw new StoreException(
          Kind.STALE,
          "incarnation " + newest + " has taken over from " + number,
          store.directory().toString(),
          "end this one");
    }
  }

  private static boolean isMoved(@Nullable StoreLock lock) {
    return lock != null && !lock.isInPlace();
  }

  private StoreException moved(String reason) {
    return new StoreException(
        Kind.MOVED,
        reason + " under a process that is in it",
        store.directory().toString(),
        "put it back, or end the process and restart it where its directory is now");
  }

  /**
   * Says how many checkpoints to keep after each commit, in place of the district's own setting.
   */
  public void keep(int count) {
    keep = checked(count);
  }

  /** Removes the oldest checkpoints until no more are left than are to be kept. */
  public void prune() throws IOException {
    prune(keep > 0 ? keep : store.config().keep(store.directory().toString()));
  }

  private static int checked(int keep) {
    if (keep < DistrictConfig.MIN_KEEP) {
      throw new IllegalArgumentException("keep " + keep + " checkpoints");
    }
    return keep;
  }

  /** Removes the oldest checkpoints until no more than {@code keep}, at least 2, are left. */
  public void prune(int keep) throws IOException {
    List<Checkpoint> all = store.checkpoints();
    for (int i = 0; i < all.size() - checked(keep); i++) {
      remove(all.get(i));
    }
  }

  /** Removes one checkpoint. It vanishes at once; its files follow. */
  public void remove(Checkpoint checkpoint) throws IOException {
    checkCurrent();
    Path removed =
        store.checkpointsDirectory().resolve(REMOVED + checkpoint.directory().getFileName());
    store.disk().operations().rename(checkpoint.directory(), removed);
    store.disk().operations().forceDirectory(store.checkpointsDirectory());
    store.disk().deleteTree(removed);
  }

  /** Clears away drafts and half-removed checkpoints. */
  void clean() throws IOException {
    for (Path entry : StoreDisk.entries(store.checkpointsDirectory())) {
      String name = entry.getFileName().toString();
      if (name.startsWith(DRAFT) || name.startsWith(REMOVED)) {
        store.disk().deleteTree(entry);
      }
    }
  }

  /** Leaves the district; it ends with its last process. */
  @Override
  public void close() throws IOException {
    yieldTurn();
    StoreLock mine = chair;
    if (mine != null) {
      mine.close();
    }
    if (life != null) {
      life.close();
    }
  }
}
