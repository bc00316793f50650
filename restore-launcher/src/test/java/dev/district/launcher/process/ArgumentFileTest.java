package dev.district.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFileTest {
  private static final String TEXT =
      """
      # a comment "with quotes"
      -Dplain=1 "-Dquoted=a b" '-Dsingle=c d'
      -Djoined="a  b"c'd'
      -Descaped="tab\\there \\\\ back"
      -Dpath="/a/b:\\
          /c/d"
      -Dempty="" x#y
      """;

  @Test
  void wordsQuotesAndEscapes() {
    assertThat(ArgumentFile.parse(TEXT))
        .containsExactly(
            "-Dplain=1",
            "-Dquoted=a b",
            "-Dsingle=c d",
            "-Djoined=a  bcd",
            "-Descaped=tab\there \\ back",
            "-Dpath=/a/b:/c/d",
            "-Dempty=",
            "x#y");
  }

  /** The same file through the real java tool. */
  @Test
  void agreesWithJava(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("args");
    Path main = directory.resolve("Show.java");
    Files.writeString(
        main,
        """
        public class Show {
          public static void main(String[] a) {
            for (String k : "plain quoted single joined escaped path empty".split(" ")) {
              System.out.println("-D" + k + "=" + System.getProperty(k));
            }
          }
        }
        """);
    Files.writeString(file, TEXT.replace("x#y", ""));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + file,
                main.toString())
            .redirectErrorStream(true)
            .start();
    List<String> printed =
        new ArrayList<>(new String(process.getInputStream().readAllBytes()).lines().toList());
    List<String> parsed = ArgumentFile.parse(TEXT.replace("x#y", ""));
    assertThat(printed).isEqualTo(parsed);
  }
}
