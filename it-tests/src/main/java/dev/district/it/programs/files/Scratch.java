package dev.district.it.programs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of a program, in a directory of their own in the working directory. They are left there:
 * the program may be restarted once more from a checkpoint in which they were open.
 */
final class Scratch {
  private Scratch() {}

  /** A new directory, named by a relative path. */
  static Path directory() throws IOException {
    return Files.createTempDirectory(Path.of(""), "scratch");
  }

  /** A new file of so many numbered lines. */
  static Path lines(Path directory, String name, int count) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("line ").append(i).append(" of ").append(name).append(" 9876543210\n");
    }
    return Files.writeString(directory.resolve(name), text);
  }
}
