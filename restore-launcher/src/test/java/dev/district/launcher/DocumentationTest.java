package dev.district.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.control.AgentOption;
import dev.district.control.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/cli.md} tells what there is. */
class DocumentationTest {
  private final String text;

  DocumentationTest() throws IOException {
    text = Files.readString(Path.of("..", "docs", "cli.md"));
  }

  @Test
  void everyOptionOfTheAgentIsThere() {
    for (AgentOption option : AgentOption.values()) {
      if (option.isInternal()) {
        assertThat(text).contains("`" + option.key() + "`");
      } else {
        String value = option.defaultValue();
        String shown = value.isEmpty() ? "" : "`" + value + "` | ";
        assertThat(text)
            .contains(
                "| `"
                    + option.key()
                    + "` | `"
                    + option.property()
                    + "` | `"
                    + option.variable()
                    + "` | "
                    + shown);
      }
    }
  }

  @Test
  void everyVerbIsThere() {
    for (String verb : Launcher.commandLine().getSubcommands().keySet()) {
      assertThat(text).containsPattern("\\| `" + verb + "[ `]");
    }
  }

  @Test
  void everyExitCodeIsThere() {
    for (ExitCode code : ExitCode.values()) {
      assertThat(text).contains("| " + code.code() + " | ");
    }
  }
}
