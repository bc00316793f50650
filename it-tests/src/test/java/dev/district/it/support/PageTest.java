package dev.district.it.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String EARLY = "2026-01-01T00:00:00Z";
  private static final String LATE = "2026-01-02T00:00:00Z";

  private static Entry passed(String key, String feature, String jdk, int times) {
    return new Entry(key, feature, jdk, times, EARLY, "1", 0, "");
  }

  private static String verdict(String line, String jdk, Entry... record) {
    return Verdict.of(Claim.parse(line), List.of(record), jdk);
  }

  @Test
  void everythingThatShowsACaseHasToHavePassed() {
    String line = "A\tsorting\tworks\tflow.Sorting AnIT#goesOn\t";
    Entry program = passed("flow.Sorting", "KILL", "17", 2);
    Entry mode = passed("flow.Sorting", "C1", "17", 1);
    Entry method = passed("AnIT#goesOn[x]", "TEST", "17", 4);
    assertThat(verdict(line, "17", program, mode, method)).isEqualTo("works ×7");
    assertThat(verdict(line, "17", program, mode)).isEqualTo("not shown yet (1 of 2)");
    assertThat(verdict(line, "25", program, mode, method)).isEqualTo("not shown yet");
    assertThat(verdict("A\tnothing\tworks\t\t", "17", program)).isEqualTo("not shown yet");
  }

  @Test
  void aLaterFailureIsSaid() {
    Entry program = passed("flow.Sorting", "KILL", "17", 2);
    Entry failed = new Entry("flow.Sorting", "C2", "17", 9, EARLY, "1", 1, LATE);
    String line = "A\tsorting\tworks\tflow.Sorting\t";
    assertThat(verdict(line, "17", program, failed)).isEqualTo("**fails**: `flow.Sorting C2`");
    assertThat(verdict(line, "25", program, failed)).isEqualTo("not shown yet");
  }

  @Test
  void refusalsAndReleasesAreTold() {
    Entry method = passed("AnIT#isRefused", "TEST", "-", 3);
    assertThat(verdict("A\tpipe\trefused\tAnIT#isRefused\t", "17", method))
        .isEqualTo("refused ×3*");
    assertThat(verdict("A\tpipe\trefused 25\tAnIT#isRefused\t", "17", method)).isEmpty();
    assertThat(Claim.parse("A\tpipe\tworks")).isEqualTo(Claim.parse("A\tpipe\tworks\t\t"));
    assertThatThrownBy(() -> Claim.parse("A\tpipe\tperhaps\t\t")).hasMessageContaining("perhaps");
  }

  @Test
  void programsHaveARowEach() {
    List<Entry> record =
        List.of(passed("flow.A", "KILL", "17", 2), passed("flow.A", "KILL", "25", 3));
    List<Claim> claims =
        List.of(Claim.parse("A\ta case\tworks\tflow.A\t"), Claim.parse("A\tother\tworks\t\t"));
    String page =
        new Page(claims, record, List.of("flow.A", "flow.B"), List.of("STOP", "KILL")).text();
    assertThat(page)
        .contains("| A | 2 | 1 | 1 |\n", "| a case | `flow.A` | works ×2 | works ×3 |  |\n");
    assertThat(page).contains("| `flow.A` | · | 2/3 |\n", "| `flow.B` | · | · |\n");
  }
}
