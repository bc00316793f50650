package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the whole story of each failed case in a file of its own in the reports. */
final class Failures {
  private Failures() {}

  static void keep(String name, String text) {
    Path file = Settings.reports().resolve(name.replaceAll("[^A-Za-z0-9.]+", "-") + ".txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
