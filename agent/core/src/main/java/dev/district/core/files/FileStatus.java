package dev.district.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What {@code stat(2)} says about a file.
 *
 * @param links number of names the file has
 */
record FileStatus(int mode, long device, long inode, int links, long size, long modifiedMillis) {
  private static final int FORMAT = 0xF000;
  private static final int REGULAR = 0x8000;
  private static final int CHARACTERS = 0x2000;

  /** The status of what the path leads to, symbolic links followed. */
  static FileStatus of(Path path) throws IOException {
    Map<String, Object> all =
        Files.readAttributes(path, "unix:mode,dev,ino,nlink,size,lastModifiedTime");
    return new FileStatus(
        number(all, "mode").intValue(),
        number(all, "dev").longValue(),
        number(all, "ino").longValue(),
        number(all, "nlink").intValue(),
        number(all, "size").longValue(),
        all.get("lastModifiedTime") instanceof FileTime time ? time.toMillis() : 0);
  }

  private static Number number(Map<String, Object> all, String name) throws IOException {
    if (all.get(name) instanceof Number number) {
      return number;
    }
    throw new IOException("no attribute unix:" + name);
  }

  boolean isRegular() {
    return (mode & FORMAT) == REGULAR;
  }

  boolean isCharacterDevice() {
    return (mode & FORMAT) == CHARACTERS;
  }

  boolean isSameFile(FileStatus other) {
    return device == other.device && inode == other.inode;
  }
}
