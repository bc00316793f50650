package dev.district.it.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path directory;

  private static Result result(String run, boolean passed, String at) {
    return new Result(run, "flow.Sorting", "KILL", "17", passed, at);
  }

  private static Entry only(Ledger ledger) {
    assertThat(ledger.entries()).hasSize(1);
    return ledger.entries().iterator().next();
  }

  @Test
  void whatIsInIsNotAddedAgain() throws IOException {
    List<Result> report =
        List.of(
            result("r", true, "2026-01-01T00:00:00Z"), result("r", true, "2026-01-02T00:00:00Z"));
    Ledger ledger = new Ledger();
    assertThat(ledger.add(report.subList(0, 1), "1")).isEqualTo(1);
    assertThat(ledger.add(report, "2")).isEqualTo(1);
    ledger.save(directory);
    Ledger again = Ledger.load(directory);
    assertThat(again.add(report, "3")).isZero();
    assertThat(only(again))
        .isEqualTo(new Entry("flow.Sorting", "KILL", "17", 2, "2026-01-02T00:00:00Z", "2", 0, ""));
  }

  @Test
  void linesAreReadAsTheyAreWritten() {
    Entry passed = new Entry("flow.Sorting", "KILL", "17", 2, "t", "v", 0, "");
    assertThat(Entry.parse(passed.line())).isEqualTo(passed);
    assertThat(Entry.parse(passed.line().strip())).isEqualTo(passed);
    Entry failed = new Entry("flow.Sorting", "KILL", "17", 0, "", "", 1, "t");
    assertThat(Entry.parse(failed.line())).isEqualTo(failed);
    assertThatThrownBy(() -> Entry.parse("flow.Sorting\tKILL")).hasMessageContaining("not a line");
  }

  @Test
  void aFailureCountsUntilAPassComesLater() {
    Ledger ledger = new Ledger();
    ledger.add(List.of(result("b", false, "2026-01-02T00:00:00Z")), "1");
    ledger.add(List.of(result("a", true, "2026-01-01T00:00:00Z")), "1");
    assertThat(only(ledger).fails()).isTrue();
    ledger.add(List.of(result("c", true, "2026-01-03T00:00:00Z")), "1");
    assertThat(only(ledger).fails()).isFalse();
    assertThat(only(ledger).failed()).isEqualTo(1);
  }

  @Test
  void anOlderReportLeavesTheDateOfTheLastPass() {
    Ledger ledger = new Ledger();
    ledger.add(List.of(result("b", true, "2026-01-02T00:00:00Z")), "new");
    ledger.add(List.of(result("a", true, "2026-01-01T00:00:00Z")), "old");
    assertThat(only(ledger).passed()).isEqualTo(2);
    assertThat(only(ledger).version()).isEqualTo("new");
    assertThat(only(ledger).lastPass()).isEqualTo("2026-01-02T00:00:00Z");
  }
}
