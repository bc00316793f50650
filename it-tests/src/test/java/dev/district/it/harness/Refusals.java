package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The record of all checkpoints that were refused for good reason or bad: one line each in {@code
 * refusals.txt} of the reports. A refusal is retried, never passed over in silence.
 */
final class Refusals {
  private Refusals() {}

  static synchronized void note(String name, String message) {
    Path file = Settings.reports().resolve("refusals.txt");
    String line = name + ": " + message.strip().replace("\n", " | ") + "\n";
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
