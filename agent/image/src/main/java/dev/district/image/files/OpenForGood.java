package dev.district.image.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Opens files to be read. Closing any descriptor of a file gives up all locks that the process has
 * on it, those of the program too ({@code fcntl(2)}); such a file stays open until it is locked no
 * more.
 */
final class OpenForGood {
  private static final int FIELDS = 6;
  private static final int FILE = 5;

  private final Map<Key, FileChannel> kept = new HashMap<>();
  private Set<Long> locked = Set.of();

  private record Key(long device, long inode) {
    static Key of(FileEntry file) {
      return new Key(file.identity().device(), file.identity().inode());
    }
  }

  /** Looks which files are locked now; to be called when nobody locks. */
  void look() throws IOException {
    Set<Long> now = new HashSet<>();
    for (String line : Files.readAllLines(Path.of("/proc/locks"))) {
      String[] fields = line.replace("-> ", "").split(" +");
      if (fields.length > FIELDS) {
        now.add(Long.parseLong(fields[FILE].substring(fields[FILE].lastIndexOf(':') + 1)));
      }
    }
    locked = now;
    for (Iterator<Map.Entry<Key, FileChannel>> all = kept.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Key, FileChannel> one = all.next();
      if (!locked.contains(one.getKey().inode())) {
        one.getValue().close();
        all.remove();
      }
    }
  }

  FileChannel open(Path path, FileEntry file) throws IOException {
    FileChannel open = kept.get(Key.of(file));
    return open != null ? open : Contents.open(path);
  }

  void close(FileEntry file, FileChannel channel) throws IOException {
    if (locked.contains(file.identity().inode())) {
      kept.put(Key.of(file), channel);
    } else {
      channel.close();
    }
  }
}
