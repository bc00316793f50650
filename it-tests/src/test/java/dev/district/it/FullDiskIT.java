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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A write that fails half-way. The limit on the size of a file ({@code ulimit -f}, blocks of 512
 * bytes) makes one without a file system of its own: the growing image meets it some day.
 */
class FullDiskIT {
  private static final int LIMIT_BLOCKS = 24_000;
  private static final Jdk JDK = Jdk.all().get(0);
  private static final Program GROWING = Programs.tck("heap.Growing").with("150");

  @Test
  void theProgramGoesOnAndTheLastGoodCheckpointRestarts() throws InterruptedException {
    try (District district = District.formatted(JDK)) {
      Running running = district.start(limited(GROWING.command(JDK)));
      Ready.awaitLines(running, 2);
      int flushed = 0;
      Outcome outcome;
      int committed = 0;
      do {
        int before = running.out().length();
        outcome = Ready.checkpoint(district, running);
        if (outcome.exit() == 0) {
          committed++;
          flushed = before;
        }
      } while (outcome.exit() == 0 && running.isAlive());
      assertThat(committed).as("good checkpoints before: " + outcome.describe()).isPositive();
      assertThat(outcome.exit()).as(outcome.describe()).isEqualTo(1);
      assertThat(outcome.err()).containsIgnoringCase("file too large");
      assertThat(district.command("verify", "D").exit()).isZero();

      Outcome undisturbed = running.await(120_000);
      assertThat(undisturbed.out()).isEqualTo(References.of(GROWING, JDK).out());
      assertThat(undisturbed.exit()).isZero();

      Overlap overlap = new Overlap(References.of(GROWING, JDK).out());
      overlap.killed(undisturbed.out(), flushed);
      Outcome restarted = district.restart().await(120_000);
      assertThat(overlap.complaint(restarted.out())).as(restarted.describe()).isNull();
    }
  }

  private static List<String> limited(List<String> program) {
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add("-c");
    command.add("ulimit -f " + LIMIT_BLOCKS + "; exec \"$0\" \"$@\"");
    command.addAll(List.of(Settings.launcher().toString(), "run", "D", "--"));
    command.addAll(program);
    return command;
  }
}
