package dev.district.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.control.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCommandTest {
  @TempDir Path directory;

  @Test
  void mainClass() throws Exception {
    JavaCommand command =
        parse("/opt/jdk/bin/java -Xmx1g -cp a.jar:b --add-opens x/y=z Main -cp q");
    assertThat(command.java()).isEqualTo("/opt/jdk/bin/java");
    assertThat(command.vmOptions()).containsExactly("-Xmx1g", "--add-opens", "x/y=z");
    assertThat(command.classPath()).isEqualTo("a.jar:b");
    assertThat(command.main()).isEqualTo("Main");
    assertThat(command.arguments()).containsExactly("-cp", "q");
    assertThat(command.withAgent("-javaagent:x", List.of("-y")).subList(0, 4))
        .containsExactly("/opt/jdk/bin/java", "-javaagent:x", "-y", "-Xmx1g");
  }

  @Test
  void jarWinsOverClassPath() throws Exception {
    JavaCommand command = parse("java -cp ignored -Da=b -jar app.jar x -jar y");
    assertThat(command.jar()).isEqualTo("app.jar");
    assertThat(command.classPath()).isEqualTo("app.jar");
    assertThat(command.vmOptions()).containsExactly("-Da=b");
    assertThat(command.arguments()).containsExactly("x", "-jar", "y");
    assertThat(command.mainText()).isEqualTo("-jar app.jar");
  }

  @Test
  void module() throws Exception {
    JavaCommand command = parse("java -p mods --module=m/p.Main 1");
    assertThat(command.module()).isEqualTo("m/p.Main");
    assertThat(command.vmOptions()).containsExactly("-p", "mods");
    assertThat(command.arguments()).containsExactly("1");
  }

  @Test
  void argumentFilesAreExpandedBeforeTheMainClassOnly() throws Exception {
    Files.writeString(directory.resolve("args"), "-Xmx1g -cp 'a b.jar' # comment\n Main");
    JavaCommand command = parse("java @args @not-a-file");
    assertThat(command.classPath()).isEqualTo("a b.jar");
    assertThat(command.main()).isEqualTo("Main");
    assertThat(command.arguments()).containsExactly("@not-a-file");
    assertThat(command.withAgent("-javaagent:x", List.of()))
        .containsExactly("java", "-javaagent:x", "@args", "@not-a-file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ls -l", "java", "java -Xmx1g", "java -cp", "java -jar", "java @gone"})
  void whatCannotRunIsAUsageError(String line) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOfSatisfying(
            LaunchFailed.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
  }

  private JavaCommand parse(String line) throws LaunchFailed {
    return JavaCommand.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")), directory);
  }
}
