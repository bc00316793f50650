package dev.district.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.control.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaRuntimeTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void theRunningOne() throws Exception {
    assertThat(JavaRuntime.of(JAVA).feature()).isEqualTo(Runtime.version().feature());
  }

  @Test
  void oneWithoutAReleaseFileIsAsked(@TempDir Path directory) throws Exception {
    Path script = directory.resolve("java");
    Files.writeString(script, "#!/bin/sh\nexec '" + JAVA + "' \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    assertThat(JavaRuntime.of(script.toString()).feature()).isEqualTo(Runtime.version().feature());
  }

  @Test
  void absentAndNotExecutable(@TempDir Path directory) throws Exception {
    Path plain = Files.createFile(directory.resolve("java"));
    assertThatThrownBy(() -> JavaRuntime.of(directory.resolve("gone").toString()))
        .isInstanceOfSatisfying(
            LaunchFailed.class, e -> assertThat(e.code()).isEqualTo(ExitCode.NOT_FOUND));
    assertThatThrownBy(() -> JavaRuntime.of(plain.toString()))
        .isInstanceOfSatisfying(
            LaunchFailed.class, e -> assertThat(e.code()).isEqualTo(ExitCode.NOT_EXECUTABLE));
  }

  @ParameterizedTest
  @CsvSource({"17.0.15,17", "25,25", "25-ea,25", "1.8.0_402,8", "21+35,21"})
  void featureReleases(String version, int feature) {
    assertThat(JavaRuntime.featureOf(version)).isEqualTo(feature);
  }
}
