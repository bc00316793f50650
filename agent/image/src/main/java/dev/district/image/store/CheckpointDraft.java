package dev.district.image.store;

import dev.district.image.ImageDigest;
import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A checkpoint in the making. Its images are written and forced to the disk by their writers; then
 * {@link #commit}:
 *
 * <pre>
 *   1  every image is there, with the size its digest says
 *   2  manifest: write under a temporary name, force, rename, force the draft's directory
 *   3  this incarnation is still the newest
 *   4  rename the draft's directory to its number     &lt;- from here on the checkpoint exists
 *   5  force the directory of all checkpoints
 *   6  remove what the district does not keep
 * </pre>
 *
 * A crash before step 4 leaves the checkpoint before this one, a crash after it this one; nothing
 * in between.
 */
public final class CheckpointDraft {
  private final Incarnation incarnation;
  private final long number;
  private final Path directory;
  private boolean ended;

  CheckpointDraft(Incarnation incarnation, long number, Path directory) {
    this.incarnation = incarnation;
    this.number = number;
    this.directory = directory;
  }

  /** The number that the checkpoint will have. */
  public long number() {
    return number;
  }

  /** Where that member's image is to be written. */
  public Path image(String member) throws StoreException {
    return directory.resolve(StoreName.check(member) + ImageEntry.SUFFIX);
  }

  /**
   * Makes the draft a checkpoint with these images.
   *
   * @param createdAtMillis wall-clock time
   * @param pauseNanos how long the district stood still
   * @param cause why the checkpoint was made
   * @throws IOException if it could not be committed; the checkpoint before it is untouched. Only
   *     if the very last force failed may the new one exist, whole, all the same
   */
  public Checkpoint commit(
      long createdAtMillis, long pauseNanos, String cause, List<ImageEntry> images)
      throws IOException {
    CheckpointManifest manifest =
        new CheckpointManifest(
            number, incarnation.number(), createdAtMillis, pauseNanos, cause, List.copyOf(images));
    return commit(manifest);
  }

  /** As the other, with a manifest that must name this draft's number and incarnation. */
  public Checkpoint commit(CheckpointManifest manifest) throws IOException {
    end();
    if (manifest.number() != number || manifest.incarnation() != incarnation.number()) {
      throw new IllegalArgumentException("manifest of another checkpoint: " + manifest);
    }
    try {
      return makeCheckpoint(manifest);
    } finally {
      incarnation.draftEnded();
    }
  }

  private Checkpoint makeCheckpoint(CheckpointManifest manifest) throws IOException {
    Path committed =
        incarnation.store().checkpointsDirectory().resolve(Checkpoint.directoryName(number));
    try {
      seal(manifest);
      disk().operations().rename(directory, committed);
    } catch (IOException | RuntimeException e) {
      deleteAfter(e);
      throw e;
    }
    disk().operations().forceDirectory(incarnation.store().checkpointsDirectory());
    pruneIfPossible();
    return new Checkpoint(number, committed, disk());
  }

  private void seal(CheckpointManifest manifest) throws IOException {
    checkImages(manifest.images());
    disk().replace(directory.resolve(Checkpoint.MANIFEST), manifest.encode());
    incarnation.checkCurrent();
  }

  /** A failed draft gives its space back at once: a full disk is the likeliest reason. */
  private void deleteAfter(Exception failure) {
    try {
      disk().deleteTree(directory);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private StoreDisk disk() {
    return incarnation.store().disk();
  }

  private void checkImages(List<ImageEntry> images) throws IOException {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("a checkpoint without images");
    }
    Set<String> members = new HashSet<>();
    for (ImageEntry entry : images) {
      if (!members.add(entry.member())) {
        throw new IllegalArgumentException("two images of member " + entry.member());
      }
      Path file = image(entry.member());
      disk().ownership().checkFile(file);
      ImageDigest digest = entry.digest();
      if (Files.size(file) != digest.size()) {
        throw new StoreException(
            Kind.CORRUPT,
            "the image has " + Files.size(file) + " bytes, its writer reported " + digest.size(),
            file.toString(),
            "take another checkpoint");
      }
    }
  }

  /**
   * What can't be removed now is tried again after the next commit; this checkpoint exists in any
   * case.
   */
  private void pruneIfPossible() {
    try {
      incarnation.prune();
    } catch (IOException e) {
      return;
    }
  }

  /** Throws the draft away. */
  public void abandon() throws IOException {
    if (!ended) {
      end();
      try {
        disk().deleteTree(directory);
      } finally {
        incarnation.draftEnded();
      }
    }
  }

  private void end() {
    if (ended) {
      throw new IllegalStateException(
          "checkpoint " + number + " is already committed or abandoned");
    }
    ended = true;
  }
}
