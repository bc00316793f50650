package dev.district.image.store;

import dev.district.image.ImageDigest;

/** One member's image as the checkpoint's manifest names it. */
public record ImageEntry(String member, ImageDigest digest) {
  static final String SUFFIX = ".image";

  /** Ending of the directory that has the contents of a member's working sets. */
  static final String FILES = ".files";

  /** Name of the image's file in the checkpoint's directory. */
  public String fileName() {
    return member + SUFFIX;
  }
}
