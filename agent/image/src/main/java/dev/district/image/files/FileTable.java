package dev.district.image.files;

import dev.district.image.meta.WorkingSetMeta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The entries of a working set as they stand in an image. */
final class FileTable {
  private static final int DIGEST = 64;

  private FileTable() {}

  static WorkingSetMeta encode(String path, List<FileEntry> entries) {
    WorkingSetMeta meta = new WorkingSetMeta();
    int count = entries.size();
    meta.path = path;
    meta.names = new String[count];
    meta.kinds = new int[count];
    meta.modes = new int[count];
    meta.groups = new int[count];
    meta.devices = new long[count];
    meta.inodes = new long[count];
    meta.sizes = new long[count];
    meta.modified = new long[count];
    meta.changed = new long[count];
    meta.settled = new boolean[count];
    meta.contents = new String[count];
    for (int i = 0; i < count; i++) {
      FileEntry entry = entries.get(i);
      meta.names[i] = entry.name();
      meta.kinds[i] = entry.kind();
      meta.modes[i] = entry.mode();
      meta.groups[i] = entry.group();
      meta.devices[i] = entry.identity().device();
      meta.inodes[i] = entry.identity().inode();
      meta.sizes[i] = entry.identity().size();
      meta.modified[i] = entry.identity().modified();
      meta.changed[i] = entry.identity().changed();
      meta.settled[i] = entry.settled();
      meta.contents[i] = entry.content();
    }
    return meta;
  }

  /**
   * The entries of an image, which may be anybody's work.
   *
   * @throws IllegalArgumentException if they are not what {@link WorkingSetMeta} says
   */
  static List<FileEntry> decode(WorkingSetMeta meta) {
    int count = meta.names.length;
    int[] lengths = {
      meta.kinds.length,
      meta.modes.length,
      meta.groups.length,
      meta.devices.length,
      meta.inodes.length,
      meta.sizes.length,
      meta.modified.length,
      meta.changed.length,
      meta.settled.length,
      meta.contents.length
    };
    for (int length : lengths) {
      require(length == count, "arrays of different lengths");
    }
    require(meta.path.startsWith("/") && isPlain(meta.path.substring(1)), "path " + meta.path);
    List<FileEntry> entries = new ArrayList<>();
    Map<String, Integer> kinds = new HashMap<>();
    for (int i = 0; i < count; i++) {
      FileEntry entry =
          new FileEntry(
              meta.names[i],
              meta.kinds[i],
              meta.modes[i],
              meta.groups[i],
              new FileIdentity(
                  meta.devices[i],
                  meta.inodes[i],
                  meta.sizes[i],
                  meta.modified[i],
                  meta.changed[i]),
              meta.settled[i],
              meta.contents[i]);
      check(entry, i == 0, kinds);
      entries.add(entry);
    }
    return entries;
  }

  private static void check(FileEntry entry, boolean first, Map<String, Integer> kinds) {
    String name = entry.name();
    require(kinds.put(name, entry.kind()) == null, "two entries " + name);
    require(entry.mode() >> 12 == 0, "mode of " + name);
    if (first) {
      require(name.isEmpty() && entry.isDirectory(), "a set without its directory");
      return;
    }
    String parent = name.substring(0, Math.max(0, name.lastIndexOf('/')));
    Integer kind = kinds.get(parent);
    require(isPlain(name) && kind != null && kind == WorkingSetMeta.DIRECTORY, "entry " + name);
    require(entry.isDirectory() || entry.isFile() || entry.isLink(), "kind of " + name);
    require(!entry.isFile() || isDigest(entry.content()), "contents of " + name);
  }

  private static boolean isPlain(String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf(0) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigest(String content) {
    boolean digest = content.length() == DIGEST;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      digest &= c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
    return digest;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("not a working set: " + what);
    }
  }

  static boolean isAscii(String name) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(name);
  }
}
