package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Members;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code map} knows members and connections of districts that run and of those that don't. */
class MapIT {
  private static final Program STREAMING = Programs.tck("members.Streaming");

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void connectionsAreDrawnWhileTheyLiveAndAsTheyAreSaved(Jdk jdk)
      throws InterruptedException, IOException {
    try (District district = District.formatted(jdk)) {
      Path inner = Files.createDirectory(district.home().resolve("inner"));
      Path across = Files.createDirectory(district.home().resolve("across"));
      Members members = new Members(district);
      members.run("api", STREAMING.with(inner.toString(), "server", "2", "5"));
      members.run("worker", STREAMING.with(inner.toString(), "client", "2", "5"));
      members.run("gate", STREAMING.with(across.toString(), "server", "1", "5"));
      Running other = runOther(district, STREAMING.with(across.toString(), "client", "1", "5"));
      members.awaitLines(3);
      Ready.awaitLines(other, 3);
      String page = page(district);
      assertThat(page).contains("D", "E", "api", "worker", "gate", "running", "edge inner");
      assertThat(page).contains("edge crossing", "2, open", "1 resume, open");
      String text = district.command("map").out();
      assertThat(text)
          .contains("D/api \u2194 D/worker  2 inner, open")
          .contains("D/gate \u2194 E/main  1 crossing, resume, open");
      members.commit("--stop");
      members.await();
      text = district.command("map").out();
      assertThat(text)
          .contains("district D  stopped")
          .contains("D/api \u2194 D/worker  2 inner, saved");
      page = page(district);
      assertThat(page).contains("stopped", "edge inner", "2, saved", "<g class=\"checkpoint\">");
      Outcome json = district.command("map", "--json");
      assertThat(json.out()).contains("\"connections\"", "\"inner\"", "\"pauseNanos\"");
    }
  }

  private static Running runOther(District district, Program program) {
    List<String> arguments = new ArrayList<>(List.of("run", "E", "--format", "--"));
    arguments.addAll(program.command(district.jdk()));
    return district.launcher(arguments);
  }

  private static String page(District district) throws InterruptedException, IOException {
    Path file = district.home().resolve("map.html");
    Outcome outcome = district.command("map", "--html", file.toString());
    assertThat(outcome.exit()).as(outcome.describe()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    return Files.readString(file);
  }
}
