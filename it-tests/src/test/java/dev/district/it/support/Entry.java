package dev.district.it.support;

import dev.district.it.harness.Journal;
import java.util.Arrays;
import java.util.List;

/**
 * All that is known of one case on one JDK.
 *
 * @param passed how often it has passed
 * @param lastPass when it passed last, empty if never
 * @param version which version passed last
 * @param failed how often it has failed
 * @param lastFailure when it failed last, empty if never
 */
record Entry(
    String key,
    String feature,
    String jdk,
    int passed,
    String lastPass,
    String version,
    int failed,
    String lastFailure) {
  private static final int FIELDS = 8;

  static Entry of(Result result) {
    return new Entry(result.key(), result.feature(), result.jdk(), 0, "", "", 0, "");
  }

  /** Reads what {@link #line} has written; an editor may have taken the tab at its end away. */
  static Entry parse(String line) {
    String[] given = line.split("\t");
    String[] parts = Arrays.copyOf((line + "\t").split("\t", -1), FIELDS);
    if (given.length < FIELDS - 1 || given.length > FIELDS) {
      throw new IllegalArgumentException("not a line of the record: " + line);
    }
    return new Entry(
        parts[0],
        parts[1],
        parts[2],
        Integer.parseInt(parts[3]),
        parts[4],
        parts[5],
        Integer.parseInt(parts[6]),
        parts[7]);
  }

  Entry plus(Result result, String ofVersion) {
    boolean newer = result.at().compareTo(result.passed() ? lastPass : lastFailure) >= 0;
    return result.passed()
        ? new Entry(
            key,
            feature,
            jdk,
            passed + 1,
            newer ? result.at() : lastPass,
            newer ? ofVersion : version,
            failed,
            lastFailure)
        : new Entry(
            key,
            feature,
            jdk,
            passed,
            lastPass,
            version,
            failed + 1,
            newer ? result.at() : lastFailure);
  }

  /** Whether the last thing seen was a failure; one that comes with the last pass counts, too. */
  boolean fails() {
    return failed > 0 && lastFailure.compareTo(lastPass) >= 0;
  }

  /** What it is called on the page. */
  String name() {
    return "`" + key + (feature.equals(Journal.TEST) ? "" : " " + feature) + "`";
  }

  /** Whether this is the case, or this test method with certain arguments, that a key names. */
  boolean isOf(String wanted) {
    return key.equals(wanted) || key.startsWith(wanted + "[");
  }

  /** Whether it is known of this JDK, or of a JDK that the test doesn't name. */
  boolean isOn(String wanted, String any) {
    return jdk.equals(wanted) || jdk.equals(any);
  }

  String line() {
    return String.join(
        "\t", List.of(key, feature, jdk, "" + passed, lastPass, version, "" + failed, lastFailure));
  }
}
