package dev.district.image;

import org.jspecify.annotations.Nullable;

/** Where in which image something was found to be wrong. */
record Place(String file, @Nullable String section, int chunk, long offset) {
  private static final int NO_CHUNK = -1;

  static Place file(String file) {
    return new Place(file, null, NO_CHUNK, 0);
  }

  Place at(long newOffset) {
    return new Place(file, section, chunk, newOffset);
  }

  Place section(String newSection, long newOffset) {
    return new Place(file, newSection, NO_CHUNK, newOffset);
  }

  Place chunk(int newChunk, long newOffset) {
    return new Place(file, section, newChunk, newOffset);
  }

  ImageException corrupt(String reason) {
    return ImageException.corrupt(reason, toString(), null);
  }

  ImageException corrupt(String reason, Throwable cause) {
    return ImageException.corrupt(reason, toString(), cause);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("image ").append(file);
    if (section != null) {
      text.append(", section ").append(section);
    }
    if (chunk != NO_CHUNK) {
      text.append(", chunk ").append(chunk);
    }
    return text.append(", offset ").append(offset).toString();
  }
}
