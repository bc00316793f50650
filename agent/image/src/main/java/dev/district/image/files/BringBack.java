package dev.district.image.files;

import dev.district.image.ImageException;
import dev.district.image.meta.WorkingSetMeta;
import dev.district.image.meta.WorkingSetsMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings working sets back to what they were at a checkpoint, when no member runs. First it is
 * found out what has to be done and whether all contents for it are there and sound; until then
 * nothing has changed. Then it is done.
 *
 * <p>What is to be done follows from what is there and what was, not from what has been done
 * before: when it is broken off, the next one, of this checkpoint or of another, finishes it.
 */
public final class BringBack {
  private final Path contents;
  private final Contents digests = new Contents();
  private final Set<String> verified = new HashSet<>();
  private final List<SetRepair> repairs = new ArrayList<>();

  private BringBack(Path contents) {
    this.contents = contents;
  }

  /**
   * Finds out what has to be done.
   *
   * @param contents where the checkpoint keeps them
   * @param store the district's directory, which no set may have to do with
   * @throws IOException if it can't be done
   */
  public static BringBack plan(WorkingSetsMeta meta, Path contents, Path store) throws IOException {
    BringBack plan = new BringBack(contents);
    if (!meta.encoding.isEmpty() && !meta.encoding.equals(FileCapture.encoding())) {
      throw new IOException(
          "names of files were "
              + meta.encoding
              + " at the checkpoint and are "
              + FileCapture.encoding()
              + " here; restart it in the same locale");
    }
    boolean sameBoot = !meta.boot.isEmpty() && meta.boot.equals(FileCapture.boot());
    Journals journals = new Journals(List.of(meta.journals));
    for (WorkingSetMeta set : meta.sets) {
      List<FileEntry> goal = FileTable.decode(set);
      Path root = Path.of(set.path);
      plan.check(root, store.toRealPath());
      plan.repairs.add(new SetRepair(plan, root, goal, Tree.all(root, journals), sameBoot));
    }
    return plan;
  }

  private void check(Path root, Path store) throws IOException {
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS) && !root.toRealPath().equals(root)) {
      throw new IOException(
          "the working set " + root + " is reached through a symbolic link; it was not before");
    }
    if (store.startsWith(root) || root.startsWith(store)) {
      throw new IOException(
          "the working set " + root + " and the district's own directory are in one another");
    }
  }

  /**
   * Does it.
   *
   * @param midway told when about half of it has been done
   */
  public void run(Runnable midway) throws IOException {
    for (SetRepair repair : repairs) {
      repair.run(midway);
    }
  }

  /** Makes sure that contents are there and what they were. */
  void verify(String content) throws IOException {
    if (!verified.contains(content)) {
      Path file = contents.resolve(content);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw ImageException.corrupt("contents of a file are missing", file.toString(), null);
      }
      if (!digests.of(file).equals(content)) {
        throw ImageException.corrupt("contents of a file are damaged", file.toString(), null);
      }
      verified.add(content);
    }
  }

  /**
   * Reads all contents that an image names.
   *
   * @throws IOException if one is missing or damaged
   */
  public static void verifyAll(WorkingSetsMeta meta, Path contents) throws IOException {
    BringBack all = new BringBack(contents);
    for (WorkingSetMeta set : meta.sets) {
      for (FileEntry entry : FileTable.decode(set)) {
        if (entry.isFile()) {
          all.verify(entry.content());
        }
      }
    }
  }

  Path file(String content) {
    return contents.resolve(content);
  }

  Contents digests() {
    return digests;
  }
}
