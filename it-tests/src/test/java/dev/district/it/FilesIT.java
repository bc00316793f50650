package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a restart when files that the program had open have changed. */
class FilesIT {
  private static final Program PROGRAM = Programs.tck("files.Texts").with("250");

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  private static Path stopped(District district, Program program) throws Exception {
    Running running = district.run(program);
    Ready.awaitLines(running, 20);
    Ready.commit(district, running, "--stop");
    running.await(60_000);
    try (Stream<Path> files = Files.list(district.home())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("scratch"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void refused(District district, String... texts) throws InterruptedException {
    Outcome outcome = district.restart().await(60_000);
    assertThat(outcome.exit()).as(outcome.describe()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(texts);
  }

  private static void ends(District district, String... options) throws InterruptedException {
    Outcome outcome = district.restart(options).await(60_000);
    assertThat(outcome.exit()).as(outcome.describe()).isZero();
    assertThat(outcome.out()).contains("done: ");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aFileThatHasGrownIsGoneOnWith(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Path scratch = stopped(district, PROGRAM);
      Files.writeString(scratch.resolve("größe"), "more\n", StandardOpenOption.APPEND);
      ends(district);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aFileThatWasCopiedIsTakenForTheSame(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Path scratch = stopped(district, PROGRAM);
      Path copy = scratch.resolveSibling("copy");
      Files.copy(scratch.resolve("größe"), copy);
      Files.delete(scratch.resolve("größe"));
      Files.move(copy, scratch.resolve("größe"));
      ends(district);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aMissingFileIsRefusedUntilItIsBackOrNotWanted(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Path written =
          stopped(district, Programs.tck("files.Streams").with("250")).resolve("written");
      byte[] contents = Files.readAllBytes(written);
      Files.delete(written);
      refused(district, "written", "missing", "--missing-files");
      Outcome skipped = district.restart("--missing-files=skip").await(60_000);
      assertThat(skipped.err()).as(skipped.describe()).contains("java.io.IOException");
      assertThat(Files.exists(written)).isFalse();
      ends(district, "--missing-files=create");
      assertThat(Files.exists(written)).isTrue();
      Files.write(written, contents);
      ends(district);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aFileThatIsShorterOrAnotherOneIsRefused(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Path read = stopped(district, PROGRAM).resolve("größe");
      byte[] contents = Files.readAllBytes(read);
      Files.write(read, Arrays.copyOf(contents, contents.length - 1));
      refused(district, "bytes instead of " + contents.length);
      Files.delete(read);
      Files.write(read, new byte[contents.length]);
      refused(district, "another file has taken its place");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aChangedZipFileIsRefused(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Path archive =
          stopped(district, Programs.tck("files.Zips").with("250")).resolve("archive.jar");
      byte[] contents = Files.readAllBytes(archive);
      contents[contents.length - 60] ^= 1;
      Files.write(archive, contents);
      refused(district, "archive.jar", "another file has taken its place");
    }
  }
}
