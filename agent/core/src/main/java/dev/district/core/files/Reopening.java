package dev.district.core.files;

import dev.district.control.AgentOptions.MissingFiles;
import dev.district.image.meta.FileMeta;
import dev.district.image.meta.MemoryMeta;
import dev.district.jdk.RawDescriptors;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens the files of an image by their paths, before anything of the program is made, so that a
 * file that isn't what it was ends the restart in time.
 *
 * <p>A file may have grown. One that is shorter than it was, or has other bytes where the program
 * stood although it is another file, is as good as missing.
 */
final class Reopening {
  private static final int EVERYBODY_BY_UMASK = 0666;

  private final MissingFiles policy;

  Reopening(MissingFiles policy) {
    this.policy = policy;
  }

  /**
   * The number of a new descriptor at the place the old one was at, or that of a closed one.
   *
   * @param unchanged the program itself can't have changed what is in the file
   */
  int open(FileMeta meta, boolean unchanged) throws IOException {
    Path path = Path.of(meta.path);
    String complaint = meta.kind == FileMeta.DEVICE ? null : complaint(meta, path, unchanged);
    int create = 0;
    if (complaint != null) {
      switch (policy) {
        case SKIP -> {
          return RawDescriptors.CLOSED;
        }
        case CREATE -> create = OpenFlags.CREATE;
        default -> throw new FileRefused(meta.path, complaint);
      }
    }
    int number =
        RawDescriptors.open(path, OpenFlags.again(meta.flags) | create, EVERYBODY_BY_UMASK);
    if (meta.kind == FileMeta.REGULAR) {
      long position = meta.position;
      if (complaint != null) {
        position = Math.min(position, FileStatus.of(path).size());
      }
      FileDescriptor descriptor = RawDescriptors.object(number);
      RawDescriptors.seek(descriptor, position);
    }
    return number;
  }

  /** A file system may give the number of a removed inode to the next file. */
  private static @Nullable String complaint(FileMeta meta, Path path, boolean unchanged)
      throws IOException {
    FileStatus now;
    try {
      now = FileStatus.of(path);
    } catch (NoSuchFileException e) {
      return "it is missing";
    }
    if (!now.isRegular()) {
      return "it is no ordinary file any more";
    }
    if (now.size() < meta.size) {
      return "it has " + now.size() + " bytes instead of " + meta.size;
    }
    boolean same = now.device() == meta.device && now.inode() == meta.inode;
    return same && !unchanged || Witness.isThere(meta, path)
        ? null
        : "another file has taken its place";
  }

  /** A zip file is read by the directory in memory; there is no going on with another one. */
  static void checkZip(FileMeta meta) throws IOException {
    String complaint = complaint(meta, Path.of(meta.path), true);
    if (complaint == null) {
      boolean same =
          FileStatus.of(Path.of(meta.path)).size() == meta.size
              && Witness.isThere(meta, Path.of(meta.path));
      complaint = same ? null : "its contents have changed";
    }
    if (complaint != null) {
      throw new IOException("the program reads the zip file " + meta.path + ", and " + complaint);
    }
  }

  /** The part of the file that was mapped has to be there. */
  static void checkMapped(MemoryMeta meta) throws IOException {
    long needed = meta.position + meta.length;
    try {
      long size = FileStatus.of(Path.of(meta.path)).size();
      if (size < needed) {
        throw new IOException(
            "the program had "
                + meta.path
                + " mapped, and it has "
                + size
                + " bytes instead of "
                + needed);
      }
    } catch (NoSuchFileException e) {
      throw new IOException("the program had " + meta.path + " mapped, and it is missing", e);
    }
  }
}
