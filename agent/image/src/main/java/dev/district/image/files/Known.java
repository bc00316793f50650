package dev.district.image.files;

import dev.district.image.meta.WorkingSetMeta;
import dev.district.image.meta.WorkingSetsMeta;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an earlier checkpoint has: a file that is still the same need not be read again. */
public final class Known {
  private final Path contents;
  private final Map<String, FileEntry> files = new HashMap<>();

  /**
   * @param contents where that checkpoint keeps them
   */
  public Known(WorkingSetsMeta meta, Path contents) {
    this.contents = contents;
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
    return Files.isRegularFile(file(content), LinkOption.NOFOLLOW_LINKS);
  }

  Path file(String content) {
    return contents.resolve(content);
  }
}
