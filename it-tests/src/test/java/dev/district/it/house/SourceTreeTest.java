package dev.district.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source file of the house has to keep to, whatever it says. */
class SourceTreeTest {
  private static final int MAX_LINES = 600;
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of("agent", "restore-launcher", "samples", "it-tests");

  @Test
  void noFileIsLongerThanAPersonReads() {
    for (Path file : sources("src/main/java")) {
      assertThat(lines(file).size()).as(file.toString()).isLessThanOrEqualTo(MAX_LINES);
    }
  }

  /** Those of the boot loader are not: no class outside the JDK may be named there. */
  @Test
  void everyPackageIsNullMarked() {
    TreeSet<Path> packages = new TreeSet<>();
    sources("src/main/java").forEach(file -> packages.add(file.getParent()));
    packages.removeIf(directory -> directory.endsWith(Path.of("dev", "district", "boot")));
    for (Path directory : packages) {
      Path info = directory.resolve("package-info.java");
      assertThat(info).exists();
      assertThat(lines(info)).as(info.toString()).contains("@NullMarked");
    }
  }

  @Test
  void nothingIsLeftForLater() {
    for (Path file : sources("src/main/java")) {
      assertThat(lines(file))
          .as(file.toString())
          .noneMatch(line -> line.contains("TODO") || line.contains("FIXME"));
    }
  }

  private static List<Path> sources(String tree) {
    return MODULES.stream().map(ROOT::resolve).flatMap(module -> in(module, tree)).toList();
  }

  private static Stream<Path> in(Path module, String tree) {
    try (Stream<Path> files = Files.walk(module)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains(tree))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
