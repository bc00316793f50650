package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Overlap;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import dev.district.it.harness.Settings;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at random instants of a checkpoint being taken: there is always a checkpoint to restart
 * from, the one before or the new one.
 */
class KilledMidCheckpointIT {
  private static final int INSTANTS = Settings.isLong() ? 50 : 6;
  private static final Program GRAPHS = Programs.tck("heap.Graphs").with("200");

  static IntStream instants() {
    return IntStream.range(0, INSTANTS);
  }

  @ParameterizedTest(name = "instant {0}")
  @MethodSource("instants")
  void thePreviousOrTheNewCheckpointRestarts(int instant) throws InterruptedException {
    Jdk jdk = Jdk.all().get(instant % Jdk.all().size());
    Random random = new Random(Settings.seed() * 31 + instant);
    try (District district = District.formatted(jdk)) {
      Running running = district.run(GRAPHS);
      Ready.awaitLines(running, 2);
      int flushed = running.out().length();
      Ready.commit(district, running);
      long tookMs = 200 + random.nextInt(200);
      long startNs = System.nanoTime();
      Ready.commit(district, running);
      tookMs = Math.max(tookMs, (System.nanoTime() - startNs) / 1_000_000);

      Running checkpoint = district.launcher(List.of("checkpoint", "D"));
      long ms = (long) (random.nextDouble() * tookMs);
      Thread.sleep(ms);
      running.kill();
      checkpoint.await(60_000);
      district.story().add("killed " + ms + " ms into a checkpoint of about " + tookMs + " ms");

      Overlap overlap = new Overlap(References.of(GRAPHS, jdk).out());
      overlap.killed(running.await(60_000).out(), flushed);
      Outcome outcome = district.restart().await(120_000);
      assertThat(overlap.complaint(outcome.out()))
          .as("seed " + Settings.seed() + "\n" + district.story() + outcome.describe())
          .isNull();
      assertThat(outcome.exit()).isZero();
    }
  }
}
