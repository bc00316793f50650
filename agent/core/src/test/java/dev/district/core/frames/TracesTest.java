package dev.district.core.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stack traces of resumed frames, in a JVM that shows hidden frames, are those of the program. */
final class TracesTest {
  private static final String SOURCE =
      """
      package app;
      import java.util.*;
      import java.util.concurrent.Callable;
      import java.util.function.IntUnaryOperator;
      public class Program implements Callable<Object> {
        public static IntUnaryOperator poll;
        public static java.util.function.UnaryOperator<StackTraceElement[]> shown;
        private final List<String> lines = new ArrayList<>();
        public Program() {
          note();
        }
        void note() {
          poll.applyAsInt(1);
          for (StackTraceElement e : shown.apply(new Throwable().getStackTrace())) lines.add(e.toString());
          for (StackTraceElement e : shown.apply(Thread.currentThread().getStackTrace())) lines.add(e.toString());
        }
        public Object call() {
          List<Integer> numbers = new ArrayList<>(List.of(3, 1, 2));
          numbers.sort((a, b) -> { note(); return a - b; });
          synchronizedly();
          return String.join("\\n", lines);
        }
        synchronized void synchronizedly() {
          try {
            Program.class.getDeclaredMethod("note").invoke(this);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void resumedTracesAreTheOriginalOnes() throws Exception {
    Map<String, byte[]> files = Sources.compile(directory, "app.Program", SOURCE, 17);
    assertThat(files).containsKey("app/Program");
    Path output = directory.resolve("out.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : List.of("java.lang", "java.lang.invoke", "jdk.internal.misc")) {
      command.add("--add-opens");
      command.add("java.base/" + name + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+ShowHiddenFrames"));
    String path = System.getProperty("java.class.path");
    String separator = System.getProperty("path.separator");
    command.addAll(List.of("-cp", path + separator + directory.resolve("classes")));
    command.add(Main.class.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).contains("same traces");
  }

  /** Runs the program directly and resumed from each poll; the traces must not differ. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
      Class<?> type = Class.forName("app.Program");
      IntUnaryOperator poll = Probe::poll;
      type.getField("poll").set(null, poll);
      UnaryOperator<StackTraceElement[]> shown = ResumeTraces::rewrite;
      type.getField("shown").set(null, shown);
      Callable<?> body = () -> ((Callable<?>) type.getDeclaredConstructor().newInstance()).call();
      Probe direct = Probe.run(body, 0, false);
      String expected = ofProgram(direct.result());
      for (int n = 1; n <= direct.count(); n++) {
        Probe stopped = Probe.run(body, n, true);
        if (stopped.refusal() != null) {
          throw stopped.refusal();
        }
        Probe rest = Probe.resume(stopped.frames(), () -> 1, 0, false);
        String actual = ofProgram(rest.result());
        if (!actual.equals(expected)) {
          String[] wanted = expected.split("\n", -1);
          String[] given = actual.split("\n", -1);
          int i = 0;
          while (i < given.length - 1 && wanted[i].equals(given[i])) {
            i++;
          }
          System.out.println(
              "poll " + n + " line " + i + "\n wanted " + wanted[i] + "\n given  " + given[i]);
          System.exit(1);
        }
      }
      System.out.println(expected + "\nsame traces");
    }

    /** The harness itself is resumed too, and would be left out of a direct trace as agent code. */
    private static String ofProgram(Object lines) {
      return lines
          .toString()
          .lines()
          .filter(line -> !line.contains("dev.district."))
          .collect(Collectors.joining("\n"));
    }
  }
}
