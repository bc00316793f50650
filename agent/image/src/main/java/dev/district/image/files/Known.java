package dev.district.image.files;

import dev.district.image.meta.WorkingSetMeta;
import dev.district.image.meta.WorkingSetsMeta;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an earlier checkpoint has: a file that is still the same need not be read again. */
public final class Known {
  private final Path contents;
  private final Map<String, FileEntry> files = new HashMap<>();
  private final Set<String> present = new HashSet<>();

  /**
   * @param contents where that checkpoint keeps them
   */
  public Known(WorkingSetsMeta meta, Path contents) throws IOException {
    this.contents = contents;
    if (Files.isDirectory(contents, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(contents)) {
        all.forEach(file -> present.add(file.getFileName().toString()));
      }
    }
    for (WorkingSetMeta set : meta.sets) {
      for (FileEntry entry : FileTable.decode(set)) {
        if (entry.isFile() && entry.settled()) {
          files.put(set.path + "/" + entry.name(), entry);
        }
      }
    }
  }

  /** The contents of a file that has not changed since, or null. */
  @Nullable String content(Path set, FileEntry now) {
    FileEntry then = files.get(set + "/" + now.name());
    return then != null && then.identity().equals(now.identity()) && has(then.content())
        ? then.content()
        : null;
  }

  boolean has(String content) {
    return present.contains(content);
  }

  Path file(String content) {
    return contents.resolve(content);
  }
}
