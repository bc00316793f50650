package dev.district.image.files;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Files in working sets that do not roll back: by patterns as in {@code FileSystem.getPathMatcher},
 * of absolute paths or of paths within the set. A directory that matches stands for all in it.
 */
public final class Journals {
  private final List<String> patterns;
  private final List<PathMatcher> matchers = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if a pattern is none
   */
  public Journals(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
    for (String pattern : patterns) {
      matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
    }
  }

  List<String> patterns() {
    return patterns;
  }

  boolean has(Path set, Path path) {
    Path within = set.relativize(path);
    for (PathMatcher matcher : matchers) {
      if (matcher.matches(within) || matcher.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
