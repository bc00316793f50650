package dev.district.core.types;

import org.jspecify.annotations.Nullable;

/** The image is sound but doesn't fit this JVM; nothing of the application has run yet. */
public final class IncompatibleImage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IncompatibleImage(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
