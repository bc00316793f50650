package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is worth knowing about a whole run, as it happens: {@code results.txt} has a line per case,
 * {@code results.tsv} the same for programs (run, key, feature, JDK, how it ended, seconds, when),
 * methods of the integration tests included, {@code refusals.txt} one per refused checkpoint
 * (refusals are retried, never passed over in silence), {@code faults.txt} one per process killed
 * at a named place, {@code fault-matrix.txt} one per place with sums, and each failed case has a
 * file of its own.
 */
public final class Journal {
  /** The feature of results that are those of test methods. */
  public static final String TEST = "TEST";

  /** The JDK of a test that doesn't say on which it runs. */
  public static final String ANY_JDK = "-";

  private static final Pattern JDK = Pattern.compile("\\bjdk(\\d+)\\b,?");
  private static final Pattern NAMES = Pattern.compile("^\\[\\d+]|\\w+ = |\"");

  /** When these tests had their first result: the name of this run. */
  private static final Instant RUN = Instant.now();

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

  static void passed(Case one, long startNs) {
    append("results.txt", "passed " + one + ", " + seconds(startNs) + " s");
    result(one.program(), one.feature(), "" + one.jdk().feature(), true, startNs);
  }

  static void failed(Case one, long startNs, String text) {
    append("results.txt", "FAILED " + one + ", " + seconds(startNs) + " s");
    append(one.name().replaceAll("[^A-Za-z0-9.]+", "-") + ".txt", text);
    result(one.program(), one.feature(), "" + one.jdk().feature(), false, startNs);
  }

  /** A test method has ended; its arguments are as JUnit displays them, the JDK among them. */
  static void method(String name, String arguments, boolean passed, long startNs) {
    Matcher jdk = JDK.matcher(arguments);
    String feature = jdk.find() ? jdk.group(1) : ANY_JDK;
    result(name + bracketed(arguments), TEST, feature, passed, startNs);
  }

  /** Arguments other than the JDK in brackets, without any character that separates keys. */
  static String bracketed(String arguments) {
    String others = JDK.matcher(NAMES.matcher(arguments).replaceAll("")).replaceAll("");
    String joined = others.strip().replaceAll("[,\\s]+", "_").replaceAll("^_|_$", "");
    return joined.isEmpty() ? "" : "[" + joined + "]";
  }

  private static void result(String key, String feature, String jdk, boolean passed, long startNs) {
    append(
        "results.tsv",
        String.join(
            "\t",
            RUN.toString(),
            key,
            feature,
            jdk,
            passed ? "passed" : "failed",
            "" + seconds(startNs),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
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
