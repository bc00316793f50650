package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.InTurns;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Overlap;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import dev.district.it.programs.Pace;
import dev.district.it.programs.ends.SlowAgent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order the agent starts. */
class StartIT {
  private static final String BEGUN = "Initializing 'dev/district/boot/";
  private static final String NOTHING_TO_RUN = "(no method)";
  private static final String WEAVING = "Initializing 'dev/district/core/weave/Transformer'";

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  /**
   * Woven code of the JDK calls boot classes with locks in hand that their initialisers need: a
   * class that were initialised later would be a deadlock now and then.
   */
  @ParameterizedTest
  @MethodSource("jdks")
  void whatWovenCodeCallsIsInitialisedBeforeAnythingIsWoven(Jdk jdk)
      throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path log = district.home().resolve("initialisers.log");
      Program program =
          Programs.sample("Counter")
              .with("4000")
              .withOptions("-Xlog:class+init=info:file=" + log + ":none");
      Running running = district.run(program);
      Ready.awaitLines(running, 1);
      Ready.commit(district, running, "--stop");
      assertThat(running.await(60_000).exit()).isEqualTo(143);
      assertOrder(Files.readAllLines(log));
      Ready.awaitLines(district.restart(), 1);
      assertOrder(Files.readAllLines(log));
    }
  }

  /** With the VM's barrier the VM itself must have started, with the flag it need not. */
  static Stream<Arguments> starts() {
    return InTurns.of(List.of("auto", "flag"));
  }

  /**
   * The stack of a thread that has not got to {@code main} doesn't say that it will: a checkpoint
   * waits for it.
   */
  @ParameterizedTest
  @MethodSource("starts")
  void aCheckpointWaitsUntilMainHasBegun(String materialise, Jdk jdk)
      throws InterruptedException, IOException {
    Program counter = Programs.sample("Counter").with("60", "50");
    Overlap overlap = new Overlap(References.of(counter, jdk).out());
    try (District district = District.formatted(jdk)) {
      Path agent = agent(district.home().resolve("slow-agent.jar"));
      Running running =
          district.run(
              counter.withOptions("-javaagent:" + agent + "=100"),
              "--option",
              "materialise=" + materialise);
      Outcome committed = Ready.checkpoint(district, running, "--stop");
      assertThat(committed.exit()).as(committed.describe()).isZero();
      overlap.stopped(running.await(60_000).out());
      Outcome outcome = district.restart().await(60_000);
      assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
    }
  }

  private static Path agent(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", SlowAgent.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> type : List.of(SlowAgent.class, Pace.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = type.getResourceAsStream('/' + name)) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }

  private static void assertOrder(List<String> log) {
    List<String> begun =
        log.stream()
            .filter(line -> line.contains(BEGUN) && !line.contains(NOTHING_TO_RUN))
            .toList();
    List<String> before =
        log.stream().takeWhile(line -> !line.contains(WEAVING)).filter(begun::contains).toList();
    assertThat(log).anyMatch(line -> line.contains(WEAVING));
    assertThat(before.toString()).contains("boot/Poll'", "boot/Parking'");
    assertThat(before).isEqualTo(begun);
  }
}
