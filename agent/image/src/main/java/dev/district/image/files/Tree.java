package dev.district.image.files;

import dev.district.image.meta.WorkingSetMeta;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at everything in a working set; symbolic links are looked at, never followed. */
final class Tree {
  private static final String ATTRIBUTES =
      "unix:" + FileIdentity.ATTRIBUTES + ",mode,uid,gid,nlink";
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;
  private static final int PERMISSIONS = 07777;
  private static final int OWNERS = 0700;
  private static final String MOVE = "move it out of the working set, or declare it with --journal";

  private final Path root;
  private final Journals journals;
  private final Complaints complaints;
  private final int user;
  private final boolean forced;
  private final List<FileEntry> entries = new ArrayList<>();
  private final List<Path> strangers = new ArrayList<>();
  private long device;
  private final Set<String> keepers = new HashSet<>();

  private Tree(Path root, Journals journals, Complaints complaints, boolean forced)
      throws IOException {
    this.forced = forced;
    this.root = root;
    this.journals = journals;
    this.complaints = complaints;
    this.user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  /** All entries, directories before what is in them; none if there is no such directory. */
  static List<FileEntry> of(Path root, Journals journals, Complaints complaints)
      throws IOException {
    Tree tree = new Tree(root, journals, complaints, false);
    tree.add(root, "");
    return tree.entries;
  }

  /** Everything, whatever it is; directories are made readable. */
  static Tree all(Path root, Journals journals) throws IOException {
    Tree tree = new Tree(root, journals, (place, cause, remedy) -> {}, true);
    tree.add(root, "");
    return tree;
  }

  List<FileEntry> entries() {
    return entries;
  }

  /** What has a name that this JVM can't write. */
  List<Path> strangers() {
    return strangers;
  }

  /** Names of the directories that hold journals, at any depth. */
  Set<String> keepers() {
    return keepers;
  }

  /** What an entry is now, or null if it is gone. */
  static FileIdentity identity(Path path) throws IOException {
    return FileIdentity.of(
        Files.readAttributes(path, "unix:" + FileIdentity.ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
  }

  private void add(Path path, String name) throws IOException {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return;
    }
    int mode = (int) FileIdentity.number(attributes, "mode");
    FileIdentity identity = FileIdentity.of(attributes);
    if (name.isEmpty()) {
      device = identity.device();
    }
    int kind =
        switch (mode & TYPE) {
          case DIRECTORY -> WorkingSetMeta.DIRECTORY;
          case REGULAR -> WorkingSetMeta.FILE;
          case LINK -> WorkingSetMeta.LINK;
          default -> FileEntry.OTHER;
        };
    String content = kind == WorkingSetMeta.LINK ? Files.readSymbolicLink(path).toString() : "";
    complain(path, kind, attributes, identity);
    entries.add(
        new FileEntry(
            name,
            kind,
            mode & PERMISSIONS,
            (int) FileIdentity.number(attributes, "gid"),
            identity,
            false,
            content));
    if (kind == WorkingSetMeta.DIRECTORY && identity.device() == device) {
      addAll(path, name);
    } else if (kind == WorkingSetMeta.DIRECTORY && forced) {
      throw new IOException("another file system is mounted at " + path + "; unmount it");
    }
  }

  private void complain(
      Path path, int kind, Map<String, Object> attributes, FileIdentity identity) {
    if (kind == FileEntry.OTHER) {
      complaints.add(path, "a socket, pipe or device in a working set", MOVE);
    } else if (identity.device() != device) {
      complaints.add(path, "another file system in a working set", MOVE);
    } else if (path.equals(root) && kind != WorkingSetMeta.DIRECTORY) {
      complaints.add(path, "a working set that is no directory", "name another one");
    } else if (FileIdentity.number(attributes, "uid") != user) {
      complaints.add(path, "a file of another user in a working set", MOVE);
    } else if (kind == WorkingSetMeta.FILE && FileIdentity.number(attributes, "nlink") > 1) {
      complaints.add(path, "a file with several names in a working set", "replace it by a copy");
    }
  }

  private void addAll(Path directory, String name) throws IOException {
    List<Path> children;
    try {
      children = children(directory);
    } catch (AccessDeniedException e) {
      complaints.add(directory, "a directory that can't be read in a working set", MOVE);
      return;
    }
    for (Path child : children) {
      if (journals.has(root, child)) {
        keep(name);
        continue;
      }
      String own = child.getFileName().toString();
      if (!directory.resolve(own).equals(child)) {
        strangers.add(child);
        complaints.add(
            child,
            "a name in a working set that this JVM can't read",
            "start it in a UTF-8 locale");
        continue;
      }
      add(child, name.isEmpty() ? own : name + "/" + own);
    }
  }

  private List<Path> children(Path directory) throws IOException {
    if (forced && !(Files.isReadable(directory) && Files.isExecutable(directory))) {
      Files.setAttribute(directory, "unix:mode", OWNERS);
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(children);
    return children;
  }

  private void keep(String directory) {
    for (String name = directory; keepers.add(name) && !name.isEmpty(); ) {
      name = name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
  }
}
