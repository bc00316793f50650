package dev.district.it.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  private static final String AT = "2026-01-01T00:00:00Z";

  @TempDir Path directory;

  @Test
  void aLineIsAResult() throws IOException {
    Path file = written("results.tsv", "r\tflow.Sorting\tC1\t25\tfailed\t7\t" + AT + "\n");
    assertThat(Reports.read(file))
        .containsExactly(new Result("r", "flow.Sorting", "C1", "25", false, AT));
    assertThatThrownBy(() -> Reports.read(written("bad.tsv", "r\tx\n")))
        .hasMessageContaining("not a line");
  }

  @Test
  void failsafeKnowsTheJdkWhereItIsTheOnlyArgument() throws IOException {
    Path file =
        written(
            "TEST-x.xml",
            """
            <testsuite name="x.AnIT">
              <testcase name="goesOn(Jdk)[2]" classname="x.AnIT" time="1"/>
              <testcase name="goesOn(Jdk)[1]" classname="x.AnIT" time="1"><failure/></testcase>
              <testcase name="isNamed(String, Jdk)[1]" classname="x.AnIT" time="1"/>
              <testcase name="alone" classname="x.AnIT" time="1"/>
              <testcase name="dynamic()[1]" classname="x.AnIT" time="1"/>
              <testcase name="left" classname="x.AnIT" time="1"><skipped/></testcase>
            </testsuite>
            """);
    String run = "AnIT " + AT;
    assertThat(Reports.read(file))
        .containsExactly(
            new Result(run, "AnIT#goesOn", "TEST", "25", true, AT),
            new Result(run, "AnIT#goesOn", "TEST", "17", false, AT),
            new Result(run, "AnIT#isNamed", "TEST", "-", true, AT),
            new Result(run, "AnIT#alone", "TEST", "-", true, AT));
  }

  private Path written(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.parse(AT)));
  }
}
