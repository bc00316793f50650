package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One life of a district, as long as it holds the district's lock. Only it makes, removes and
 * clears away checkpoints. Not thread-safe.
 */
public final class Incarnation implements AutoCloseable {
  static final String DRAFT = ".draft-";
  private static final String REMOVED = ".removed-";

  private final DistrictStore store;
  private final StoreLock lock;
  private final long number;
  private int keep;

  Incarnation(DistrictStore store, StoreLock lock, long number) {
    this.store = store;
    this.lock = lock;
    this.number = number;
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
    checkCurrent();
    clean();
    Checkpoint latest = store.latest();
    long next = latest == null ? 1 : latest.number() + 1;
    Path directory = store.checkpointsDirectory().resolve(DRAFT + Checkpoint.directoryName(next));
    store.disk().operations().createDirectory(directory);
    return new CheckpointDraft(this, next, directory);
  }

  /**
   * Fails if a newer incarnation has begun: that can't be while the lock works, but not every file
   * system's lock does.
   */
  void checkCurrent() throws IOException {
    long newest = store.incarnation();
    if (newest != number) {
      throw new StoreException(
          Kind.STALE,
          "incarnation " + newest + " has taken over from " + number,
          store.directory().toString(),
          "end this one");
    }
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

  /** Gives the district back. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
