package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
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
