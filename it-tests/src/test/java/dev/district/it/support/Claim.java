package dev.district.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A case that must work, or must be refused.
 *
 * @param part the heading it comes under
 * @param text the case in a few words
 * @param refused whether it has to be refused
 * @param only the only feature release that it is a case on, empty if it is one on all
 * @param keys the programs and test methods that show it, none as long as nothing does
 * @param note the reason of a refusal, or what else is to be said
 */
record Claim(
    String part, String text, boolean refused, String only, List<String> keys, String note) {
  private static final int LEAST_FIELDS = 3;
  private static final int FIELDS = 5;

  static List<Claim> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Claim::parse)
        .toList();
  }

  /**
   * A line: part, text, {@code works} or {@code refused} and perhaps a release, keys with spaces
   * between them, note. An editor may have taken the tabs at its end away.
   */
  static Claim parse(String line) {
    String[] given = line.split("\t");
    String[] parts = Arrays.copyOf((line + "\t\t").split("\t", -1), FIELDS);
    if (given.length < LEAST_FIELDS
        || given.length > FIELDS
        || !parts[2].matches("(works|refused)( \\d+)?")) {
      throw new IllegalArgumentException("not a line of the cases: " + line);
    }
    List<String> keys = Stream.of(parts[3].split(" ")).filter(key -> !key.isEmpty()).toList();
    String only = parts[2].replaceAll("\\D", "");
    return new Claim(parts[0], parts[1], parts[2].startsWith("refused"), only, keys, parts[4]);
  }
}
