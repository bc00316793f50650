package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What is worth knowing about a whole run, as it happens: {@code results.txt} has a line per case,
 * {@code refusals.txt} one per refused checkpoint (refusals are retried, never passed over in
 * silence), {@code faults.txt} one per process killed at a named place, {@code fault-matrix.txt}
 * one per place with sums, and each failed case has a file of its own.
 */
public final class Journal {
  private Journal() {}

  static void refusal(String name, String message) {
    append("refusals.txt", name + ": " + message.strip().replace("\n", " | "));
  }

  /** What a district was left with by a death. */
  public static void fault(Jdk jdk, String place, String outcome) {
    append("faults.txt", "| " + place + " | " + jdk.feature() + " | " + outcome + " |");
  }

  /** What the deaths of one kind of process at one place have left, of so many. */
  public static void faults(Jdk jdk, String place, int rounds, int old, int made) {
    append(
        "fault-matrix.txt",
        String.join(" ", place, "" + jdk.feature(), "" + rounds, "" + old, "" + made));
  }

  /** A row of the table of real servers. */
  static void server(String row) {
    append("servers.txt", row);
  }

  static void passed(String name, long startNs) {
    append("results.txt", "passed " + name + ", " + seconds(startNs) + " s");
  }

  static void failed(String name, long startNs, String text) {
    append("results.txt", "FAILED " + name + ", " + seconds(startNs) + " s");
    append(name.replaceAll("[^A-Za-z0-9.]+", "-") + ".txt", text);
  }

  private static long seconds(long startNs) {
    return (System.nanoTime() - startNs) / 1_000_000_000;
  }

  private static synchronized void append(String fileName, String line) {
    Path file = Settings.reports().resolve(fileName);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write the report " + file, e);
    }
  }
}
