package dev.district.image.files;

import dev.district.image.meta.WorkingSetMeta;
import dev.district.image.meta.WorkingSetsMeta;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The working sets of a member at one instant.
 *
 * <pre>
 *   DRAFT/MEMBER.files/      mode 700, files 600
 *     .new-7                 copied while the district stands still
 *     SHA256                 the same after the release, named by what is in it, forced; or a
 *                            link to that of the checkpoint before
 * </pre>
 *
 * <p>Taken while all members stand still: files that the checkpoint before doesn't have are copied,
 * the others not even opened. What takes longer, digests and forcing, is done afterwards on the
 * copies.
 */
public final class FileCapture {
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final FileCapturer capturer;
  private final @Nullable Known known;
  private final @Nullable Path draft;
  private final Map<Path, List<FileEntry>> sets = new LinkedHashMap<>();
  private final Map<String, Path> copies = new LinkedHashMap<>();
  private boolean ascii = true;

  FileCapture(FileCapturer capturer, @Nullable Known known, @Nullable Path draft) {
    this.capturer = capturer;
    this.known = known;
    this.draft = draft;
  }

  void take(Path set, Writers writers, long before, Complaints complaints) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    boolean honest = false;
    for (FileEntry entry : Tree.of(set, capturer.journals(), complaints)) {
      honest = entry.name().isEmpty() ? Writers.isHonest(set) : honest;
      ascii &= FileTable.isAscii(entry.name()) && FileTable.isAscii(entry.content());
      boolean settled =
          honest && entry.identity().changed() < before && !writers.mayChangeUnseen(entry);
      entries.add(entry.isFile() ? file(set, entry, settled, complaints) : entry);
    }
    sets.put(set, entries);
  }

  private FileEntry file(Path set, FileEntry entry, boolean settled, Complaints complaints)
      throws IOException {
    String content = known == null ? null : known.content(set, entry);
    if (content == null && draft != null) {
      copy(set, entry, draft, complaints);
    }
    return entry.with(settled, content == null ? "" : content);
  }

  private void copy(Path set, FileEntry entry, Path directory, Complaints complaints)
      throws IOException {
    Path file = set.resolve(entry.name());
    Path copy = directory.resolve(".new-" + copies.size());
    long length;
    FileChannel from;
    try {
      from = capturer.openForGood().open(file, entry);
    } catch (IOException e) {
      complaints.add(
          file, "a file that can't be read in a working set: " + e, "let its owner read it");
      return;
    }
    try (FileChannel to = FileChannel.open(copy, CREATE, mode("rw-------"))) {
      length = capturer.contents().copy(from, to);
    } finally {
      capturer.openForGood().close(entry, from);
    }
    if (length != entry.identity().size() || !Tree.identity(file).equals(entry.identity())) {
      complaints.add(
          file,
          "another process writes to a file in a working set",
          "keep others from the directory: it belongs to the district");
    }
    copies.put(set + "/" + entry.name(), copy);
  }

  static java.nio.file.attribute.FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Gives all contents their names and forces them to the disk. */
  public WorkingSetsMeta seal() throws IOException {
    WorkingSetsMeta meta = new WorkingSetsMeta();
    List<WorkingSetMeta> sealed = new ArrayList<>();
    for (Map.Entry<Path, List<FileEntry>> set : sets.entrySet()) {
      List<FileEntry> entries = new ArrayList<>();
      for (FileEntry entry : set.getValue()) {
        entries.add(entry.isFile() && draft != null ? seal(set.getKey(), entry, draft) : entry);
      }
      sealed.add(FileTable.encode(set.getKey().toString(), entries));
    }
    meta.sets = sealed.toArray(new WorkingSetMeta[0]);
    meta.journals = capturer.journals().patterns().toArray(new String[0]);
    meta.encoding = ascii ? "" : encoding();
    meta.boot = boot();
    if (draft != null) {
      try (FileChannel directory = FileChannel.open(draft, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
    return meta;
  }

  private FileEntry seal(Path set, FileEntry entry, Path directory) throws IOException {
    Path copy = copies.get(set + "/" + entry.name());
    String content = copy == null ? entry.content() : capturer.contents().of(copy);
    Path sealed = directory.resolve(content);
    boolean there = Files.exists(sealed);
    if (!there && known != null && known.has(content)) {
      there = link(sealed, known.file(content));
    }
    if (copy == null && !there) {
      throw new IOException("the contents of " + set.resolve(entry.name()) + " are gone");
    } else if (copy != null && there) {
      Files.delete(copy);
    } else if (copy != null) {
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(copy, sealed);
    }
    return entry.with(entry.settled(), content);
  }

  /** A file system gives a file so many names and no more. */
  private static boolean link(Path sealed, Path contents) throws IOException {
    try {
      Files.createLink(sealed, contents);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(contents, sealed);
      try (FileChannel channel = FileChannel.open(sealed, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    return true;
  }

  static String encoding() {
    return System.getProperty("sun.jnu.encoding", "");
  }

  static String boot() throws IOException {
    return Files.exists(BOOT) ? Files.readString(BOOT).trim() : "";
  }
}
