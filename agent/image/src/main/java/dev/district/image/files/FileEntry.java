package dev.district.image.files;

import dev.district.image.meta.WorkingSetMeta;

/**
 * Something in a working set.
 *
 * @param name relative to the set, with slashes; empty for the set's own directory
 * @param kind of {@link WorkingSetMeta#kinds}, or {@link #OTHER}
 * @param settled whether contents can't have changed while the identity is the same
 * @param content SHA-256 of a file's contents, where a symbolic link leads, empty if not known
 */
record FileEntry(
    String name,
    int kind,
    int mode,
    int group,
    FileIdentity identity,
    boolean settled,
    String content) {
  /** A socket, a pipe, a device. */
  static final int OTHER = -1;

  boolean isDirectory() {
    return kind == WorkingSetMeta.DIRECTORY;
  }

  boolean isFile() {
    return kind == WorkingSetMeta.FILE;
  }

  boolean isLink() {
    return kind == WorkingSetMeta.LINK;
  }

  FileEntry with(boolean nowSettled, String nowContent) {
    return new FileEntry(name, kind, mode, group, identity, nowSettled, nowContent);
  }

  boolean hasAttributesOf(FileEntry other) {
    return mode == other.mode
        && group == other.group
        && identity.modified() == other.identity.modified();
  }
}
