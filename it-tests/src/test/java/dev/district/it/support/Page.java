package dev.district.it.support;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The page of the support matrix, in Markdown. */
record Page(
    List<Claim> claims, Collection<Entry> record, List<String> programs, List<String> features) {
  private static final List<String> JDKS = List.of("17", "25");
  private static final String NONE = "·";

  private static final String INTRODUCTION =
      """
      # Support matrix

      What works, and what is refused with its reason; where nothing has been shown yet, the table says so. A
      program of the matrix is brought to a random instant, checkpointed, killed or not, restarted, and its output
      has to be that of an uninterrupted run ([testing](testing.md)); a test method says in its name what it shows.
      *×N* is how often that has passed in the runs added to this record, on this release. A case is shown only
      where everything named beside it has passed, and *fails* where any of it has failed last. A star: the test
      doesn't say on which of the two releases it ran.

      This page is made of `it-tests/support`: `cases.tsv` says what shows what, `results.tsv` adds up the runs. To
      add one and make the page again:

      ```
      mvn verify
      it-tests/bin/support-matrix add
      it-tests/bin/support-matrix page >docs/support-matrix.md
      ```
      """;

  private static final String FEATURES =
      """

      ## Programs

      Passes on 17 and 25, with a stroke between them; a dot where there is none yet. In the first five columns the
      JVM is the default one. `INTERPRETED` (`-Xint`), `C1` (`-XX:TieredStopAtLevel=1`), `C2`
      (`-XX:-TieredCompilation -Xbatch`), `SERIAL`, `PARALLEL` and `ZGC` are checkpoint, SIGKILL and restart in such a
      JVM before and after. `INSTANTS` is many checkpoints of one life, each of them restarted. On 17 there are no
      virtual threads: there, the programs `virtual.*` have platform threads instead.

      """;

  private static final String SUMMARY =
      """

      | part | cases | shown on 17 | shown on 25 |
      |---|---:|---:|---:|
      """;

  String text() {
    List<String> parts = claims.stream().map(Claim::part).distinct().toList();
    StringBuilder page = new StringBuilder(INTRODUCTION).append(SUMMARY);
    parts.forEach(part -> page.append(sum(part)));
    for (String part : parts) {
      page.append("\n## ").append(part).append("\n\n");
      page.append("| case | shown by | 17 | 25 | reason, remark |\n|---|---|---|---|---|\n");
      claims.stream()
          .filter(claim -> claim.part().equals(part))
          .forEach(claim -> page.append(row(claim)));
    }
    page.append(FEATURES).append("| program | ");
    page.append(features.stream().map(one -> "`" + one + "`").collect(Collectors.joining(" | ")));
    page.append(" |\n|---|").append("---|".repeat(features.size())).append('\n');
    programs.forEach(program -> page.append(row(program)));
    return page.toString();
  }

  private String sum(String part) {
    List<Claim> all = claims.stream().filter(claim -> claim.part().equals(part)).toList();
    return JDKS.stream()
        .map(jdk -> all.stream().filter(claim -> Verdict.isShown(claim, record, jdk)).count())
        .map(String::valueOf)
        .collect(Collectors.joining(" | ", "| " + part + " | " + all.size() + " | ", " |\n"));
  }

  private String row(Claim claim) {
    String keys =
        claim.keys().stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
    String verdicts =
        JDKS.stream().map(jdk -> Verdict.of(claim, record, jdk)).collect(Collectors.joining(" | "));
    return "| %s | %s | %s | %s |%n".formatted(claim.text(), keys, verdicts, claim.note());
  }

  private String row(String program) {
    return features.stream()
        .map(
            feature ->
                JDKS.stream()
                    .map(jdk -> cell(program, feature, jdk))
                    .collect(Collectors.joining("/")))
        .map(cell -> cell.equals(NONE + "/" + NONE) ? NONE : cell)
        .collect(Collectors.joining(" | ", "| `" + program + "` | ", " |\n"));
  }

  private String cell(String program, String feature, String jdk) {
    return record.stream()
        .filter(entry -> entry.key().equals(program))
        .filter(entry -> entry.feature().equals(feature) && entry.jdk().equals(jdk))
        .map(entry -> entry.fails() ? "**fails**" : "" + entry.passed())
        .findFirst()
        .orElse(NONE);
  }
}
