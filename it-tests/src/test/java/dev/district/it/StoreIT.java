package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a district's owner, or somebody else, may do wrong with a store. */
class StoreIT {
  private static final Jdk JDK = Jdk.all().get(0);
  private static final Program COUNTER = Programs.sample("Counter");

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "restart", "status", "history", "verify", "inspect", "rm"})
  void anUnknownDistrictIsNamed(String verb) throws InterruptedException {
    try (District district = new District(JDK)) {
      Outcome outcome = district.command(verb, "nowhere");
      assertThat(outcome.exit()).as(outcome.describe()).isEqualTo(4);
      assertThat(outcome.err()).contains("nowhere").contains("format");
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void aProgramIsNotStartedInAnUnknownDistrict() throws InterruptedException {
    try (District district = new District(JDK)) {
      Outcome outcome = district.run(COUNTER).await(60_000);
      assertThat(outcome.exit()).as(outcome.describe()).isEqualTo(4);
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void aDistrictWithoutCheckpointOrProgramSaysSo() throws InterruptedException {
    try (District district = District.formatted(JDK)) {
      assertThat(district.command("restart", "D").exit()).isEqualTo(4);
      assertThat(district.checkpoint().exit()).isEqualTo(4);
      assertThat(district.command("format", "D").exit()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "checkpoints", "config", "incarnation"})
  void whatOthersMayReadOrWriteIsRefused(String part) throws InterruptedException, IOException {
    try (District district = District.formatted(JDK)) {
      Path place = district.store().resolve(part);
      String mode = Files.isDirectory(place) ? "rwxrwxrwx" : "rw-rw-rw-";
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
      Outcome outcome = district.run(COUNTER).await(60_000);
      assertThat(outcome.exit()).as(outcome.describe()).isEqualTo(3);
      assertThat(outcome.err()).contains(place.toString());
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void everythingIsMadeForTheOwnerAlone() throws InterruptedException, IOException {
    try (District district = District.formatted(JDK)) {
      Running running = district.run(COUNTER);
      Ready.awaitLines(running, 3);
      Ready.commit(district, running);
      try (Stream<Path> files = Files.walk(district.store())) {
        for (Path file : files.toList()) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
          assertThat(mode).as(file.toString()).matches("r[w-][x-]------");
        }
      }
    }
  }

  @Test
  void oneIncarnationRunsAtATime() throws InterruptedException {
    try (District district = District.formatted(JDK)) {
      Running running = district.run(COUNTER);
      Ready.awaitLines(running, 3);
      Ready.commit(district, running);
      assertThat(district.restart().await(60_000).exit()).isEqualTo(5);
      assertThat(district.run(COUNTER).await(60_000).exit()).isEqualTo(5);
      assertThat(running.isAlive()).isTrue();
    }
  }
}
