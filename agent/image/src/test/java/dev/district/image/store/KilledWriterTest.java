package dev.district.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that makes checkpoints is killed with SIGKILL at random moments. */
class KilledWriterTest {
  private static final int ROUNDS = 12;

  @TempDir Path home;

  @Test
  @Timeout(120)
  void whatWasReportedIsThereAndWhole() throws Exception {
    Random random = new Random(5);
    DistrictStore store = Districts.at(home).format("d");
    long reported = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      Process writer = start();
      try (BufferedReader lines = writer.inputReader()) {
        reported = Long.parseLong(lines.readLine());
        Thread.sleep(random.nextInt(80));
        writer.toHandle().destroyForcibly(); // leaves the pipe open, unlike Process's own
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          reported = Long.parseLong(line);
        }
      }
      writer.waitFor();
      assertThat(store.latest().number()).isBetween(reported, reported + 1);
      assertThat(store.latest().manifest().incarnation()).isEqualTo(round);
      for (Checkpoint checkpoint : store.checkpoints()) {
        assertThat(checkpoint.verify()).isEmpty();
      }
    }
    try (Incarnation incarnation = store.begin()) {
      assertThat(incarnation.number()).isEqualTo(ROUNDS + 1);
      assertThat(SampleStore.checkpoint(incarnation, "main").number())
          .isBetween(reported + 1, reported + 2);
      assertThat(StoreDisk.entries(store.checkpointsDirectory())).hasSize(2);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CheckpointLoop.class.getName(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
