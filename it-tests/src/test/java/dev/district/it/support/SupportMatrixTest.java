package dev.district.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The committed page is that of the committed record, and names what there is. */
class SupportMatrixTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SUPPORT = ROOT.resolve("it-tests").resolve("support");

  @Test
  void thePageIsMadeOfTheRecord() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs").resolve("support-matrix.md")))
        .as("it-tests/bin/support-matrix page >docs/support-matrix.md")
        .isEqualTo(SupportMatrix.page(SUPPORT));
  }

  @Test
  void whatShowsACaseExists() throws IOException {
    Set<String> programs = Set.copyOf(Programs.names());
    for (Claim claim : Claim.read(SUPPORT.resolve("cases.tsv"))) {
      for (String key : claim.keys()) {
        if (key.contains("#")) {
          assertThat(methods(key)).as(key).contains(key.replaceAll(".*#|\\[.*", ""));
        } else {
          assertThat(programs).contains(key);
        }
      }
    }
  }

  @Test
  void everyPartIsThere() throws IOException {
    List<String> parts =
        Claim.read(SUPPORT.resolve("cases.tsv")).stream()
            .map(claim -> claim.part().replaceAll("\\. .*", ""))
            .distinct()
            .toList();
    assertThat(parts).containsExactly("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "Refusals");
  }

  private static List<String> methods(String key) {
    try {
      Class<?> test = Class.forName("dev.district.it." + key.replaceAll("#.*", ""));
      return Arrays.stream(test.getDeclaredMethods()).map(method -> method.getName()).toList();
    } catch (ClassNotFoundException e) {
      throw new AssertionError("no such test: " + key, e);
    }
  }
}
