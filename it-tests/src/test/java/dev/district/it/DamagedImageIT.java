package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.ImageFile;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Overlap;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import dev.district.it.harness.Settings;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A damaged image is refused before any class of it is defined, and repaired it is as good as ever.
 */
class DamagedImageIT {
  private static final Jdk JDK = Jdk.all().get(0);
  private static final Program COUNTER = Programs.sample("Counter");

  private final Random random = new Random(Settings.seed());
  private District district;
  private Overlap overlap;

  @BeforeEach
  void takeACheckpoint() throws InterruptedException {
    district = District.formatted(JDK);
    overlap = new Overlap(References.of(COUNTER, JDK).out());
    Running running = district.run(COUNTER);
    Ready.awaitLines(running, 10);
    Ready.commit(district, running, "--stop");
    overlap.stopped(running.await(60_000).out());
  }

  @AfterEach
  void restartsWhenRepaired() throws InterruptedException {
    try {
      Outcome outcome = district.restart().await(60_000);
      assertThat(overlap.complaint(outcome.out())).as(outcome.describe()).isNull();
    } finally {
      district.close();
    }
  }

  @Test
  void oneFlippedBitInAnyPartIsFound() throws InterruptedException, IOException {
    ImageFile image = ImageFile.newest(district);
    for (ImageFile.Part part : image.parts()) {
      long offset = part.from() + (long) (random.nextDouble() * part.length());
      int bit = random.nextInt(8);
      image.flip(offset, bit);
      refuses("bit " + bit + " of byte " + offset + " in " + part.name());
      image.flip(offset, bit);
    }
  }

  @Test
  void aTruncatedImageIsFound() throws InterruptedException, IOException {
    ImageFile image = ImageFile.newest(district);
    long length = image.length();
    long[] lengths = {0, 1, 63, 64, length / 2, (long) (random.nextDouble() * length), length - 1};
    for (long shorter : lengths) {
      byte[] whole = image.truncate(shorter);
      refuses("truncated to " + shorter + " of " + length);
      image.restore(whole);
    }
  }

  private void refuses(String damage) throws InterruptedException {
    Outcome verified = district.command("verify", "D");
    assertThat(verified.exit()).as(damage + ": verify: " + verified.describe()).isEqualTo(6);
    Outcome restarted = district.restart().await(60_000);
    assertThat(restarted.exit()).as(damage + ": " + restarted.describe()).isEqualTo(6);
    assertThat(restarted.out()).as(damage).isEmpty();
    assertThat(restarted.err()).as(damage).contains(".image");
  }
}
