package dev.district.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code /proc/self/maps}: {@code start-end perms offset dev inode path}.
 *
 * @param offset place in the file at which the mapping begins
 */
record Mapping(long start, long end, String permissions, long offset, long inode, String path) {
  private static final int HEXADECIMAL = 16;
  private static final int FIELDS = 6;
  private static final int PERMISSIONS = 1;
  private static final int OFFSET = 2;
  private static final int INODE = 4;
  private static final int PATH = 5;

  /** The mapping that an address lies in, or null. */
  static @Nullable Mapping of(long address) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      Mapping mapping = parse(line);
      if (address >= mapping.start && address < mapping.end) {
        return mapping;
      }
    }
    return null;
  }

  private static Mapping parse(String line) {
    String[] fields = line.split(" +", FIELDS);
    int dash = fields[0].indexOf('-');
    return new Mapping(
        Long.parseUnsignedLong(fields[0].substring(0, dash), HEXADECIMAL),
        Long.parseUnsignedLong(fields[0].substring(dash + 1), HEXADECIMAL),
        fields[PERMISSIONS],
        Long.parseUnsignedLong(fields[OFFSET], HEXADECIMAL),
        Long.parseLong(fields[INODE]),
        fields.length > PATH ? fields[PATH] : "");
  }

  boolean isShared() {
    return permissions.endsWith("s");
  }

  boolean isWritable() {
    return permissions.startsWith("rw");
  }
}
