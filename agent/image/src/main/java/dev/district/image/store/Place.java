package dev.district.image.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file at its path, to be recognised later: by device and inode, which are given to no other file
 * as long as somebody holds this one open. A directory that was moved takes its files along; one
 * that was copied, or made anew under the same name, has others.
 */
public final class Place {
  private final Path path;
  private final @Nullable Object key;

  private Place(Path path, @Nullable Object key) {
    this.path = path;
    this.key = key;
  }

  static Place of(Path path) throws IOException {
    return new Place(path, key(path));
  }

  /** Whether the same file is still there; a path that can't be looked at is not. */
  public boolean isThere() {
    try {
      Object now = key(path);
      return now != null && now.equals(key);
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }
}
