package dev.district.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every named place at which a test can let a process die is one at which it does. */
class FaultPlacesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path MATRIX =
      Path.of("src", "test", "java", "dev", "district", "it", "FaultMatrixIT.java");

  /** The places within the bringing back of working sets have a test of their own. */
  private static final Path WORKING_SETS = MATRIX.resolveSibling("WorkingSetIT.java");

  private static final Pattern PLACE =
      Pattern.compile("fault\\.at\\(\\s*\"((?:coordinator|conductor|member)-[a-z-]+)\"");

  @Test
  void theMatrixHasThemAll() throws IOException {
    TreeSet<String> places = new TreeSet<>();
    for (String module : List.of("agent", "restore-launcher")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        for (Path file : files.filter(FaultPlacesTest::isSource).toList()) {
          Matcher place = PLACE.matcher(Files.readString(file));
          while (place.find()) {
            places.add(place.group(1));
          }
        }
      }
    }
    assertThat(places).hasSizeGreaterThan(20);
    String matrix = Files.readString(MATRIX);
    String page = Files.readString(ROOT.resolve("docs").resolve("fault-matrix.md"));
    String sets = Files.readString(WORKING_SETS);
    for (String place : places) {
      if (place.contains("-files-")) {
        assertThat(sets).contains(place);
        continue;
      }
      assertThat(matrix).contains("\"" + place + "\"");
      assertThat(page).contains("`" + place + "`");
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java")
        && file.toString().contains(Path.of("src", "main", "java").toString());
  }
}
