package dev.district.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.control.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static Stream<String> verbs() {
    return Launcher.commandLine().getSubcommands().keySet().stream()
        .filter(verb -> !verb.equals("generate-completion"));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasHelpWithExamples(String verb) {
    assertThat(execute(verb, "--help")).isZero();
    assertThat(out.toString()).contains("restore-launcher " + verb, "Examples:");
    assertThat(out.toString().lines()).allSatisfy(l -> assertThat(l.length()).isLessThan(101));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theWholeHasHelpAndAVersion() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:", "DISTRICT_HOME");
    verbs().forEach(verb -> assertThat(out.toString()).contains("  " + verb + " "));
    assertThat(execute("--version")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bogus",
        "format",
        "format ../d",
        "checkpoint",
        "checkpoint d --timeout 5",
        "restart d --at x",
        "run d --self-test soon -- java M",
        "inspect d one",
        "list d"
      })
  void wrongUsage(String line) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(execute(words)).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("restore-launcher");
  }

  @Test
  void completionIsAScript() {
    assertThat(execute("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete -F", "checkpoint");
  }

  private int execute(String... words) {
    CommandLine line = Launcher.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }
}
