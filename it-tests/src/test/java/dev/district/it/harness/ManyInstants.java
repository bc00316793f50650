package dev.district.it.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * Many random instants of one program at the price of a few lives. One life is checkpointed again
 * and again and goes on to its end. Another is, too, and is killed with SIGKILL right after the
 * last commit; then each of its checkpoints is restarted in a fresh JVM, which must complete the
 * output.
 */
final class ManyInstants {
  private ManyInstants() {}

  /** A committed checkpoint: its number, and how much output had arrived when it was asked for. */
  private record Taken(int number, int flushed) {}

  static void play(Stage stage, int instants) throws InterruptedException {
    String[] keep = {"--keep", Integer.toString(instants + 1)};
    Running undisturbed = stage.district().run(stage.program(), keep);
    take(stage, undisturbed, instants);
    stage.awaitEnd(undisturbed, new Overlap(stage.reference().out()));

    Running killed = stage.district().run(stage.program(), keep);
    List<Taken> all = take(stage, killed, instants);
    killed.kill();
    String out = stage.awaitDeath(killed);
    for (Taken taken : all) {
      Overlap overlap = new Overlap(stage.reference().out());
      overlap.killed(out, taken.flushed);
      stage.awaitEnd(
          stage.district().restart("--at", Integer.toString(taken.number), "--keep", keep[1]),
          overlap);
    }
  }

  private static List<Taken> take(Stage stage, Running running, int instants)
      throws InterruptedException {
    List<Taken> all = new ArrayList<>();
    for (double part : stage.instants(instants)) {
      stage.awaitInstant(running, part, stage.nextDouble());
      int flushed = stage.checkpoint(running);
      all.add(new Taken(stage.district().newest(), flushed));
    }
    return all;
  }
}
