package dev.district.image;

import org.jspecify.annotations.Nullable;

/**
 * The parts an image may have, each at most once and in any order.
 *
 * <p>The code is what stands in the file; it is never reused or renumbered. A section holds either
 * metadata (one object of a registered carrier class) or raw bytes; which of the two is up to its
 * writer and recorded in the directory.
 */
public enum Section {
  /** Who wrote the image, when, on which platform. */
  MANIFEST(1),
  /** Strings that other sections refer to by index. */
  STRINGS(2),
  /** Classes and their layouts, in topological order. */
  TYPES(3),
  /** Class files of application classes. */
  CLASS_BYTES(4),
  /** Objects of the base that are found again by name. */
  NAMES(5),
  /** Per object: its type and, for arrays, its length. */
  OBJECT_TABLE(6),
  /** Contents of all objects, in id order. */
  PAYLOAD(7),
  /** Identity hash codes. */
  HASHES(8),
  /** Static fields of application classes. */
  STATICS(9),
  /** Instructions for objects that are made again instead of copied, lambdas for instance. */
  RECIPES(10),
  /** Threads with their frames. */
  THREADS(11),
  /** Files, sockets and other resources. */
  RESOURCES(12),
  /** System properties. */
  PROPERTIES(13),
  /** Counts and sizes for a person to look at. */
  SUMMARY(14),
  /** Memory outside the heap. */
  NATIVE(15),
  /** Class loaders. */
  LOADERS(16),
  /** State of the platform that belongs to the application: hooks, handlers, defaults. */
  PLATFORM(17),
  /** Referents of weak, soft and phantom references. */
  REFERENTS(18),
  /** Sockets, pipes and selectors. */
  SOCKETS(24),
  /** Files that roll back with the district; their contents lie beside the image. */
  WORKING_SETS(25),
  /** What was under way in connections, and what is kept of them. */
  SOCKET_BYTES(26),
  /** Identity hash codes of the platform's classes; comes first, see {@link FirstSection}. */
  CLASS_HASHES(27);

  private static final Section[] ALL = values();

  private final int code;

  Section(int code) {
    this.code = code;
  }

  /** The number that stands for this section in a file, 1..65535. */
  public int code() {
    return code;
  }

  /** The section of that code, or null when this release knows none. */
  static @Nullable Section ofCode(int code) {
    for (Section section : ALL) {
      if (section.code == code) {
        return section;
      }
    }
    return null;
  }
}
