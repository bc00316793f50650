package dev.district.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JDK that programs are run on. Looked for in this order: property {@code district.jdkN},
 * environment {@code JAVAN_HOME}, the JDK that runs the tests, its neighbours on disk.
 *
 * @param feature the feature release, 17 or 25
 * @param home its home directory
 */
public record Jdk(int feature, Path home) {
  private static final List<Integer> FEATURES = List.of(17, 25);

  /** The JDKs to test on, at least one. {@code -Ddistrict.jdks=17} leaves the other out. */
  public static List<Jdk> all() {
    List<String> wanted =
        Settings.text("jdks").map(text -> Arrays.asList(text.split(","))).orElse(List.of());
    List<Jdk> found = new ArrayList<>();
    for (int feature : FEATURES) {
      if (wanted.isEmpty() || wanted.contains(String.valueOf(feature))) {
        Optional<Jdk> jdk = find(feature);
        jdk.ifPresent(found::add);
        if (jdk.isEmpty()) {
          System.err.printf(
              "No JDK %d found: its cases are left out. Set -Ddistrict.jdk%d=HOME.%n",
              feature, feature);
        }
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "no JDK of " + FEATURES + " found; set -Ddistrict.jdk17=HOME");
    }
    return found;
  }

  /**
   * Further builds of the feature releases tested: homes in property {@code district.otherbuilds},
   * none if it isn't set.
   */
  public static List<Jdk> otherBuilds() {
    return Settings.text("otherbuilds").stream()
        .flatMap(text -> Stream.of(text.split(File.pathSeparator)))
        .map(Path::of)
        .map(home -> new Jdk(featureOf(home), home))
        .toList();
  }

  private static Optional<Jdk> find(int feature) {
    Path running = Path.of(System.getProperty("java.home"));
    Stream<Path> named =
        Stream.of(
                Settings.text("jdk" + feature),
                Optional.ofNullable(System.getenv("JAVA" + feature + "_HOME")))
            .flatMap(Optional::stream)
            .map(Path::of);
    return Stream.of(named, Stream.of(running), neighbours(running))
        .flatMap(paths -> paths)
        .filter(home -> featureOf(home) == feature)
        .findFirst()
        .map(home -> new Jdk(feature, home));
  }

  private static Stream<Path> neighbours(Path home) {
    Path directory = home.getParent();
    if (directory == null) {
      return Stream.empty();
    }
    try (Stream<Path> homes = Files.list(directory)) {
      return homes.sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static int featureOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
      return 0;
    }
    try {
      return Files.readAllLines(release).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("JAVA_VERSION=\"?(\\d+).*", "$1"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command of this JDK. */
  public String command(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  @Override
  public String toString() {
    return "jdk" + feature;
  }

  /** Makes a key of one's own for encrypted connections, by the JDK's {@code keytool}. */
  public void keys(Path file, String password) throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                home.resolve("bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                password,
                "-dname",
                "CN=localhost")
            .inheritIO()
            .start();
    if (tool.waitFor() != 0) {
      throw new IOException("keytool has made no " + file);
    }
  }
}
