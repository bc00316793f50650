package dev.district.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The start script and the packaged jar. */
@Timeout(120)
class StartScriptIT {
  private static final Path SCRIPT = Path.of("bin", "restore-launcher").toAbsolutePath();

  @TempDir Path directory;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void home() {
    environment = Map.of("DISTRICT_HOME", directory.resolve("home").toString());
  }

  /** This JDK, and those that the build was told about. */
  static Stream<String> jdks() {
    return Stream.of(
            System.getProperty("java.home"),
            System.getProperty("district.jdk17", System.getenv("JAVA17_HOME")),
            System.getProperty("district.jdk25", System.getenv("JAVA25_HOME")))
        .filter(home -> home != null && !home.isEmpty())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nothingIsPrintedButTheAnswer(String jdk) throws Exception {
    environment = Map.of("JAVA_HOME", jdk, "DISTRICT_HOME", directory.resolve("h").toString());
    assertThat(output(List.of(SCRIPT.toString(), "format", "d"))).startsWith("district d is at ");
    assertThat(output(List.of(SCRIPT.toString(), "history", "d"))).startsWith("no checkpoint");
    assertThat(output(List.of(SCRIPT.toString(), "list", "--json"))).startsWith("[");
    assertThat(output(List.of(SCRIPT.toString(), "--version"))).startsWith("restore-launcher ");
  }

  @Test
  void worksThroughSymbolicLinksFromAnywhere() throws Exception {
    Path one = directory.resolve("one");
    Path two = Files.createDirectories(directory.resolve("a b")).resolve("two");
    Files.createSymbolicLink(one, SCRIPT);
    Files.createSymbolicLink(two, Path.of("..", "one"));
    assertThat(output(List.of(two.toString(), "--version"))).startsWith("restore-launcher ");
    assertThat(output(List.of("/bin/sh", "-c", "cd 'a b' && ./two --version")))
        .startsWith("restore-launcher ");
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    assertThat(output(List.of(SCRIPT.toString(), "status", "a b*$HOME")))
        .contains("'a b*$HOME' is not a name");
  }

  @Test
  void aMissingJavaIsTold() throws Exception {
    environment = Map.of("JAVA_HOME", "", "PATH", tools().toString());
    assertThat(output(List.of("/bin/sh", SCRIPT.toString(), "--version")))
        .contains("no java found");
  }

  /** A PATH with the tools the script needs, and no java. */
  private Path tools() throws Exception {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    for (String tool : List.of("dirname", "ls", "sed")) {
      Path found = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(
          tools.resolve(tool), Files.exists(found) ? found : Path.of("/bin", tool));
    }
    return tools;
  }

  private String output(List<String> command) throws Exception {
    Path out = Files.createTempFile(directory, "out", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }
}
