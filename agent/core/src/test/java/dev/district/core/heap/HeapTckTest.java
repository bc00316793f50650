package dev.district.core.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that must be what they were, in a JVM of the same release and other settings. */
final class HeapTckTest {
  private static final String[] CASES = {
    "Graphs",
    "Hashes",
    "Statics",
    "Lambdas",
    "Values",
    "References",
    "Threading",
    "SystemState",
    "Handles",
    "Compiler",
    "Loaders",
  };

  static Stream<Arguments> settings() {
    return JdkHomes.all().stream()
        .flatMap(
            home ->
                Stream.of(
                    Arguments.of(home, List.of(), List.of()),
                    Arguments.of(
                        home,
                        List.of("-XX:+UseSerialGC", "-Xmx512m"),
                        List.of("-XX:+UseParallelGC", "-Xmx1g", "-XX:-UseCompressedOops")),
                    Arguments.of(home, List.of("-XX:-UseCompressedOops"), List.of("-XX:+UseZGC"))));
  }

  static Stream<Path> homes() {
    return JdkHomes.all().stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void comesBack(Path home, List<String> before, List<String> after, @TempDir Path directory)
      throws Exception {
    TwoJvms jvms = new TwoJvms(home, directory);
    String captured = jvms.capture(before, CASES);
    String restored = jvms.restore(after);
    for (String one : CASES) {
      assertThat(captured).contains("OK " + one + "\n");
      assertThat(restored).contains("OK " + one + "\n");
    }
  }

  static Stream<Arguments> refused() {
    return homes()
        .flatMap(
            home ->
                Stream.of(
                    Arguments.of(home, "Directory", "an open directory"),
                    Arguments.of(home, "Watching", "a watch service"),
                    Arguments.of(home, "Child", "a child process")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefused(Path home, String one, String cause, @TempDir Path directory) throws Exception {
    TwoJvms jvms = new TwoJvms(home, directory);
    String captured = jvms.capture(List.of(), "Refused$" + one);
    assertThat(captured)
        .contains("REFUSED")
        .contains(cause)
        .contains("at static tck.Runner.STATES → java.util.LinkedHashMap.head → ")
        .contains("remedy: ")
        .contains("OK " + one + "\n");
    assertThat(jvms.hasImage()).isFalse();
  }
}
