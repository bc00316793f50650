package dev.district.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An open descriptor of this process as {@code proc(5)} shows it, which is the truth: a path kept
 * in a Java object may be relative or have been renamed.
 *
 * @param target where {@code /proc/self/fd/N} leads
 * @param flags of {@code open(2)}
 */
record Descriptor(String target, int flags, long position, FileStatus status) {
  private static final int OCTAL = 8;

  static Descriptor of(int number) throws IOException {
    Path link = link(number);
    String target = Files.readSymbolicLink(link).toString();
    int flags = 0;
    long position = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + number))) {
      if (line.startsWith("flags:")) {
        flags = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim(), OCTAL);
      } else if (line.startsWith("pos:")) {
        position = Long.parseLong(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    return new Descriptor(target, flags, position, FileStatus.of(link));
  }

  private static Path link(int number) {
    return Path.of("/proc/self/fd/" + number);
  }

  /** Whether no name leads to the file any more. */
  boolean isDeleted() {
    return status.isRegular() && status.links() == 0;
  }

  /** What the descriptor is, for a person. */
  String kind() {
    int colon = target.indexOf(':');
    if (target.startsWith("/")) {
      return status.isCharacterDevice() ? "the terminal " + target : target;
    }
    return "a " + (colon < 0 ? target : target.substring(0, colon));
  }

  /** The path, in which this process is not named by its number. */
  Path path() {
    String own = "/proc/" + ProcessHandle.current().pid() + "/";
    return Path.of(
        target.startsWith(own) ? "/proc/self/" + target.substring(own.length()) : target);
  }

  /** Whether the path leads to the file that is open. */
  boolean isNamed() {
    try {
      return FileStatus.of(path()).isSameFile(status);
    } catch (IOException e) {
      return false;
    }
  }
}
