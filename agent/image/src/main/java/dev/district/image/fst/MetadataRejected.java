package dev.district.image.fst;

import org.jspecify.annotations.Nullable;

/** Bytes that no writer of this release makes. */
public final class MetadataRejected extends Exception {
  private static final long serialVersionUID = 1L;

  MetadataRejected(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
