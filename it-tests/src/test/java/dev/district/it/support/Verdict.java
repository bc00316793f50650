package dev.district.it.support;

import dev.district.it.harness.Journal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What the record says of a claim on one JDK; every key of it has to have passed there. */
final class Verdict {
  private static final String NOTHING = "not shown yet";

  private Verdict() {}

  /** Whether the record shows what the claim says, on this JDK. */
  static boolean isShown(Claim claim, Collection<Entry> record, String jdk) {
    return of(claim, record, jdk).matches("(works|refused) .*");
  }

  static String of(Claim claim, Collection<Entry> record, String jdk) {
    if (!claim.only().isEmpty() && !claim.only().equals(jdk)) {
      return "";
    }
    List<Entry> all =
        claim.keys().stream().flatMap(key -> of(key, record, jdk)).distinct().toList();
    List<String> failing = all.stream().filter(Entry::fails).map(Entry::name).toList();
    if (!failing.isEmpty()) {
      return "**fails**: " + String.join(", ", failing);
    }
    long shown =
        claim.keys().stream()
            .filter(key -> of(key, record, jdk).anyMatch(entry -> entry.passed() > 0))
            .count();
    if (shown < claim.keys().size() || shown == 0) {
      return shown == 0 ? NOTHING : NOTHING + " (" + shown + " of " + claim.keys().size() + ")";
    }
    boolean said = all.stream().allMatch(entry -> entry.jdk().equals(jdk));
    int times = all.stream().mapToInt(Entry::passed).sum();
    return (claim.refused() ? "refused" : "works") + " ×" + times + (said ? "" : "*");
  }

  private static Stream<Entry> of(String key, Collection<Entry> record, String jdk) {
    return record.stream()
        .filter(entry -> entry.isOf(key))
        .filter(entry -> entry.isOn(jdk, Journal.ANY_JDK));
  }
}
