package dev.district.image.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paths of working sets in an option, separated like those of a class path. */
public final class SetPaths {
  private static final String SEPARATOR = ":";

  private SetPaths() {}

  /** The parts of an option; none if it is empty. */
  public static List<String> split(String option) {
    return option.isEmpty() ? List.of() : List.of(option.split(SEPARATOR));
  }

  /**
   * The option that has these parts.
   *
   * @throws IllegalArgumentException if one can't be such a part
   */
  public static String join(List<String> parts) {
    for (String part : parts) {
      if (part.isEmpty() || part.contains(SEPARATOR)) {
        throw new IllegalArgumentException("'" + part + "' is empty or has a colon in it");
      }
    }
    return String.join(SEPARATOR, parts);
  }

  /** The directories of an option as they really are; they need not exist. */
  public static List<Path> of(String option) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String part : split(option)) {
      paths.add(real(Path.of(part).toAbsolutePath().normalize()));
    }
    return paths;
  }

  private static Path real(Path path) throws IOException {
    Path parent = path.getParent();
    Path name = path.getFileName();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) || parent == null || name == null) {
      return path.toRealPath();
    }
    return real(parent).resolve(name);
  }

  /** Whether they are the same, or one is in the other. */
  public static boolean overlap(Path one, Path other) {
    return one.startsWith(other) || other.startsWith(one);
  }
}
