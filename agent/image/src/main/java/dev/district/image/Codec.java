package dev.district.image;

import org.jspecify.annotations.Nullable;

/** How the bytes of a chunk are stored. The code stands in the file and is never reused. */
public enum Codec {
  /** As they are. */
  NONE(0),
  /** LZ4 block format, pure Java; a chunk that would not shrink by an eighth is stored as it is. */
  LZ4(1);

  private final int code;

  Codec(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static @Nullable Codec ofCode(int code) {
    if (code == NONE.code) {
      return NONE;
    }
    return code == LZ4.code ? LZ4 : null;
  }
}
