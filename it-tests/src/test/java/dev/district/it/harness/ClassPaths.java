package dev.district.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Class paths made of some of the libraries, where not all of them go together. */
final class ClassPaths {
  private ClassPaths() {}

  /** The tests' own classes, and the libraries whose file names begin so. */
  static String of(List<String> prefixes) {
    try (Stream<Path> jars = Files.list(Settings.libraries())) {
      return Stream.concat(
              Stream.of(Settings.classes()),
              jars.filter(jar -> prefixes.stream().anyMatch(name(jar)::startsWith)).sorted())
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }
}
