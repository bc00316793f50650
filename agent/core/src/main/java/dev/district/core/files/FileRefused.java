package dev.district.core.files;

import java.io.IOException;

/** A restart can't be had because a file that the program had open isn't what it was. */
final class FileRefused extends IOException {
  private static final long serialVersionUID = 1L;

  FileRefused(String path, String cause) {
    super(
        "the program had "
            + path
            + " open, and "
            + cause
            + "; put the file back, or go on without it with --missing-files=create or skip");
  }

  /** The message says it all. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
