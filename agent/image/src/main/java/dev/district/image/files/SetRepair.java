package dev.district.image.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes one working set what it was: removes, then makes directories, links and files, then gives
 * directories their times, which all that changes.
 */
final class SetRepair {
  private static final String TEMPORARY = ".district-restore-";
  private static final int ACCESSIBLE = 0700;

  private final BringBack plan;
  private final Path root;
  private final List<FileEntry> goal;
  private final Tree present;
  private final boolean sameBoot;
  private final Map<String, FileEntry> now = new HashMap<>();
  private final List<Path> surplus = new ArrayList<>();
  private final Set<String> sound = new HashSet<>();

  SetRepair(BringBack plan, Path root, List<FileEntry> goal, Tree present, boolean sameBoot)
      throws IOException {
    this.plan = plan;
    this.root = root;
    this.goal = goal;
    this.present = present;
    this.sameBoot = sameBoot;
    compare();
  }

  private void compare() throws IOException {
    Map<String, FileEntry> wanted = new HashMap<>();
    goal.forEach(entry -> wanted.put(entry.name(), entry));
    for (FileEntry entry : present.entries()) {
      FileEntry wish = wanted.get(entry.name());
      boolean stays = wish != null && isOfUse(entry, wish);
      if (stays) {
        now.put(entry.name(), entry);
      } else if (!present.keepers().contains(entry.name())) {
        surplus.add(root.resolve(entry.name()));
      } else if (wish != null) {
        throw new IOException(
            root.resolve(entry.name()) + " holds journals and was no directory at the checkpoint");
      }
    }
    for (FileEntry wish : goal) {
      if (wish.isFile() && !isUnchanged(now.get(wish.name()), wish)) {
        plan.verify(wish.content());
      } else if (wish.isFile()) {
        sound.add(wish.name());
      }
    }
  }

  private static boolean isOfUse(FileEntry entry, FileEntry wish) {
    return entry.kind() == wish.kind()
        && (!wish.isLink() || entry.content().equals(wish.content()));
  }

  /** Whether a file has the contents it had. */
  private boolean isUnchanged(@Nullable FileEntry entry, FileEntry wish) throws IOException {
    if (entry == null || entry.identity().size() != wish.identity().size()) {
      return false;
    }
    if (sameBoot && wish.settled() && entry.identity().equals(wish.identity())) {
      return true;
    }
    Path file = root.resolve(entry.name());
    boolean shared = (Integer) Files.getAttribute(file, "unix:nlink") > 1;
    return !shared && Files.isReadable(file) && plan.digests().of(file).equals(wish.content());
  }

  void run(Runnable midway) throws IOException {
    for (FileEntry entry : present.entries()) {
      if (entry.isDirectory() && (entry.mode() & ACCESSIBLE) != ACCESSIBLE) {
        mode(root.resolve(entry.name()), entry.mode() | ACCESSIBLE);
      }
    }
    for (Path stranger : present.strangers()) {
      deleteTree(stranger);
    }
    for (int i = surplus.size() - 1; i >= 0; i--) {
      Files.delete(surplus.get(i));
    }
    for (int i = 0; i < goal.size(); i++) {
      if (i == goal.size() / 2) {
        midway.run();
      }
      make(goal.get(i));
    }
    for (int i = goal.size() - 1; i >= 0; i--) {
      FileEntry wish = goal.get(i);
      if (wish.isDirectory()) {
        attributes(root.resolve(wish.name()), wish);
      }
    }
  }

  private void make(FileEntry wish) throws IOException {
    Path path = root.resolve(wish.name());
    FileEntry there = now.get(wish.name());
    if (wish.isDirectory()) {
      if (there == null) {
        Path parent = path.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(path, FileCapture.mode("rwx------"));
      }
    } else if (wish.isLink()) {
      if (there == null) {
        Files.createSymbolicLink(path, Path.of(wish.content()));
      }
    } else if (!sound.contains(wish.name())) {
      write(path, wish);
    } else if (there != null && !there.hasAttributesOf(wish)) {
      attributes(path, wish);
    }
  }

  private void write(Path path, FileEntry wish) throws IOException {
    Path temporary = path.resolveSibling(TEMPORARY + wish.content());
    Files.deleteIfExists(temporary);
    try (FileChannel from = Contents.open(plan.file(wish.content()));
        FileChannel to =
            FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                FileCapture.mode("rw-------"))) {
      plan.digests().copy(from, to);
    }
    attributes(temporary, wish);
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The mode comes last: it may be one that doesn't let the owner in. */
  private static void attributes(Path path, FileEntry wish) throws IOException {
    int group = (Integer) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    if (group != wish.group()) {
      Files.setAttribute(path, "unix:gid", wish.group(), LinkOption.NOFOLLOW_LINKS);
    }
    mode(path, wish.mode() | ACCESSIBLE);
    FileTime time = FileTime.from(wish.identity().modified(), TimeUnit.NANOSECONDS);
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, null, null);
    mode(path, wish.mode());
  }

  private static void mode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode);
  }

  /** Symbolic links are not followed. */
  private static void deleteTree(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> children = new ArrayList<>();
      try (var stream = Files.newDirectoryStream(path)) {
        stream.forEach(children::add);
      }
      for (Path child : children) {
        deleteTree(child);
      }
    }
    Files.deleteIfExists(path);
  }
}
