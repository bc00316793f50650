package dev.district.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts real JVMs under the agent jar: silent, class-data sharing kept, failing open. */
class AgentStartIT {
  private static final String HELLO =
      """
      public class Hello {
        public static void main(String[] arguments) {
          System.out.println("hello " + String.join(",", arguments));
        }
      }
      """;

  @TempDir static Path programs;
  @TempDir Path directory;

  @BeforeAll
  static void write() throws Exception {
    Compiler.compile("Hello", HELLO, programs, "");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aProgramUnderTheRealAgentRunsAsIfThereWereNone(int feature) throws Exception {
    String options = "=district=hello,home=" + directory.resolve("districts");
    JvmRun run = hello(feature, "-javaagent:" + AgentJar.PATH + options);
    assertThat(run).isEqualTo(new JvmRun(0, "hello a,b\n", ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void everyShadedLibraryWorksWithoutAWarning(int feature) throws Exception {
    Path source = Path.of("src", "test", "agents", "libraries", "Agent.java");
    Path agent = new AgentVariant(directory).withSource(Files.readString(source));
    JvmRun run = hello(feature, "-javaagent:" + agent);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).hasSize(8).noneMatch(line -> line.endsWith("FAILS"));
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theAgentGetsItsArgumentsAndNothingIsVisibleToTheProgram(int feature) throws Exception {
    Path agent =
        new AgentVariant(directory)
            .withBody(
                """
            ClassLoader system = ClassLoader.getSystemClassLoader();
            boolean seen = system.getResource("dev/district/core/Agent.class") != null;
            boolean open = Object.class.getModule().isOpen("java.lang", system.getUnnamedModule());
            System.out.println(arguments + " " + loader.getName() + " " + seen + " " + open);
            """);
    JvmRun run = hello(feature, "-javaagent:" + agent + "=district=d,every=5s");
    assertThat(run)
        .isEqualTo(new JvmRun(0, "district=d,every=5s district false false\nhello a,b\n", ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aFailureAtStartIsReportedOnceAndTheProgramRuns(int feature) throws Exception {
    Path agent =
        new AgentVariant(directory).withBody("throw new LinkageError(\"the moon is full\");");
    JvmRun run = hello(feature, "-javaagent:" + agent);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("hello a,b\n");
    assertThat(run.err())
        .startsWith("district: the agent did not start")
        .containsOnlyOnce("java.lang.LinkageError: the moon is full")
        .contains("at ", "dev.district.core.Agent.start", "remedy:")
        .hasLineCount(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void restoreMainGoesOnInTheBootClassAndItsExceptionsArriveUnwrapped(int feature)
      throws Exception {
    AgentVariant variant = new AgentVariant(directory);
    Path agent =
        variant.withBody(
            """
            byte[] bytes;
            try (var in = loader.getResourceAsStream("boot/dev/district/boot/Resumption.classdata")) {
              bytes = in.readAllBytes();
            }
            Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
            Object unsafe = type.getMethod("getUnsafe").invoke(null);
            type.getMethod("defineClass", String.class, byte[].class, int.class, int.class,
                    ClassLoader.class, java.security.ProtectionDomain.class)
                .invoke(unsafe, null, bytes, 0, bytes.length, null, null);
            if (loader.loadClass("dev.district.boot.Resumption").getClassLoader() != null) {
              throw new AssertionError("the agent must share the boot loader's class");
            }
            """);
    variant.addBootClass(
        agent,
        "dev/district/boot/Resumption",
        """
        package dev.district.boot;

        public final class Resumption {
          public static void main() throws java.io.IOException {
            throw new java.io.IOException("from the program");
          }
        }
        """);
    JvmRun run =
        JvmRun.of(
            Jdk.of(feature),
            directory,
            List.of("-javaagent:" + agent, "dev.district.premain.RestoreMain"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("Exception in thread \"main\" java.io.IOException: from the program")
        .doesNotContain("InvocationTargetException", "reflect");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void restoreMainWithoutAnAgentSaysSo(int feature) throws Exception {
    JvmRun run =
        JvmRun.of(
            Jdk.of(feature),
            directory,
            List.of("-cp", AgentJar.PATH.toString(), "dev.district.premain.RestoreMain"));
    assertThat(run.exitCode()).isEqualTo(125);
    assertThat(run.err()).contains("cause:", "remedy:").hasLineCount(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void classDataSharingStaysOn(int feature) throws Exception {
    Path agent = new AgentVariant(directory).withBody("");
    Set<String> without = shared(feature, List.of());
    assertThat(without).hasSizeGreaterThan(300);
    assertThat(shared(feature, List.of("-javaagent:" + agent))).containsAll(without);
  }

  private JvmRun hello(int feature, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(options));
    command.addAll(List.of("-cp", programs.toString(), "Hello", "a", "b"));
    return JvmRun.of(Jdk.of(feature), directory, command);
  }

  /** Platform classes that the VM took from the shared archive. */
  private Set<String> shared(int feature, List<String> options) throws Exception {
    Path log = Files.createTempFile(directory, "classes", ".log");
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-Xshare:auto", "-Xlog:class+load:file=" + log + ":none"));
    JvmRun run = hello(feature, all.toArray(String[]::new));
    assertThat(run.out()).isEqualTo("hello a,b\n");
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("source: shared objects file"))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .filter(name -> !name.contains("Lambda"))
          .collect(Collectors.toSet());
    }
  }
}
