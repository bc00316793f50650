package dev.district.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
  @Test
  void columnsAreAligned() {
    assertThat(
            new Table("NAME", ">N", "WHAT").row("a", 5, "x").row("longer", 12345, "y").toString())
        .isEqualTo("NAME        N  WHAT\na           5  x\nlonger  12345  y\n");
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "999,999 B", "1024,1.0 KiB", "5242880,5.0 MiB", "524288000,500 MiB"})
  void sizes(long bytes, String text) {
    assertThat(Quantity.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT0.3S,300ms", "PT59S,59s", "PT3M12S,3m 12s", "PT26H,1d 2h", "PT2H5M,2h 5m"})
  void times(Duration time, String text) {
    assertThat(Quantity.time(time)).isEqualTo(text);
  }

  @Test
  void json() {
    assertThat(Json.text(List.of(Map.of("a", 1L)))).contains("\"a\"").contains(": 1");
    assertThat(Json.text(List.of("quote \" line\n"))).contains("quote \\\" line\\n");
  }
}
