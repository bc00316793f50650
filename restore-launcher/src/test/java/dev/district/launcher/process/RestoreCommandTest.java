package dev.district.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.image.store.LaunchRecord;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreCommandTest {
  private static final String AGENT = "-javaagent:new/district-agent.jar=district=d,restore=1";
  private static final JavaRuntime JAVA_17 = new JavaRuntime("/j17/bin/java", 17, "17.0.1", "");
  private static final JavaRuntime JAVA_25 = new JavaRuntime("/j25/bin/java", 25, "25", "");

  @TempDir Path directory;

  @Test
  void optionsStayArgumentsGoAndTheOldAgentIsReplaced() throws Exception {
    assertThat(
            restore(
                JAVA_17,
                "java",
                "-javaagent:old/district-agent.jar=district=d",
                "-javaagent:other.jar",
                "-Xmx1g",
                "-cp",
                "a:b",
                "Main",
                "argument"))
        .containsExactly(
            "/j17/bin/java",
            "-javaagent:other.jar",
            "-Xmx1g",
            "-Xmx2g",
            "-cp",
            "a:b",
            AGENT,
            "dev.district.premain.RestoreMain");
  }

  @Test
  void theClassPathOfTheEnvironmentIsKept() throws Exception {
    assertThat(restore(JAVA_17, "java", "Main")).containsSequence("-cp", "from-environment");
  }

  @Test
  void theRootModuleIsAdded() throws Exception {
    assertThat(restore(JAVA_17, "java", "-p", "mods", "-m", "m/p.Main"))
        .containsSequence("-p", "mods", "--add-modules", "m");
  }

  @Test
  void theJarsOwnOptionsAreKept() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Add-Opens", "java.base/java.lang java.base/java.util");
    manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
    try (OutputStream out = Files.newOutputStream(directory.resolve("app.jar"));
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.flush();
    }
    assertThat(restore(JAVA_17, "java", "-jar", "app.jar", "x"))
        .containsSequence(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-Xmx2g",
            "-cp",
            "app.jar")
        .doesNotContain("--enable-native-access=ALL-UNNAMED");
    assertThat(restore(JAVA_25, "java", "-jar", "app.jar", "x"))
        .contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void whatTheAgentRecordedWillDo() throws Exception {
    LaunchRecord record =
        new LaunchRecord(
            List.of(),
            Map.of(),
            directory.toString(),
            "",
            List.of("-Xmx1g", "--add-opens=a/b=c"),
            "a:b",
            "Main argument",
            List.of(),
            "");
    assertThat(RestoreCommand.of(record, JAVA_17, AGENT, List.of()))
        .containsExactly(
            "/j17/bin/java",
            "-Xmx1g",
            "--add-opens=a/b=c",
            "-cp",
            "a:b",
            AGENT,
            "dev.district.premain.RestoreMain");
  }

  private List<String> restore(JavaRuntime java, String... words) throws LaunchFailed {
    LaunchRecord record =
        new LaunchRecord(
            List.of(words),
            Map.of(),
            directory.toString(),
            "",
            List.of(),
            "from-environment",
            "",
            List.of(),
            "");
    return RestoreCommand.of(record, java, AGENT, List.of("-Xmx2g"));
  }
}
