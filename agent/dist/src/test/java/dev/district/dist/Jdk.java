package dev.district.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JDK of the wanted feature release.
 *
 * <p>Looked for, in this order: system property {@code district.jdk17}, environment variable {@code
 * JAVA17_HOME} (25 alike), the JDK that runs the tests, its neighbours in the same directory. What
 * counts is the {@code release} file, not the name of the directory.
 */
record Jdk(int feature, Path home) {
  static Jdk of(int feature) {
    Path running = Path.of(System.getProperty("java.home"));
    String named = System.getProperty("district.jdk" + feature);
    if (named == null) {
      named = System.getenv("JAVA" + feature + "_HOME");
    }
    List<Path> candidates = named == null ? around(running) : List.of(Path.of(named));
    return candidates.stream()
        .filter(home -> isRelease(home, feature))
        .findFirst()
        .map(home -> new Jdk(feature, home))
        .orElseThrow(() -> new AssertionError(missing(feature, candidates)));
  }

  String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static List<Path> around(Path running) {
    try (Stream<Path> neighbours = Files.list(running.toRealPath().getParent())) {
      return Stream.concat(Stream.of(running), neighbours.sorted()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRelease(Path home, int feature) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
      return false;
    }
    try {
      return Files.readString(release).contains("JAVA_VERSION=\"" + feature);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String missing(int feature, List<Path> candidates) {
    return "no JDK "
        + feature
        + " among "
        + candidates
        + "; remedy: install one there, or name it with -Ddistrict.jdk"
        + feature
        + "=HOME or JAVA"
        + feature
        + "_HOME";
  }
}
