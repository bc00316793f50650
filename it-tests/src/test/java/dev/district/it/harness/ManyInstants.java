package dev.district.it.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * Many random instants of one program at the price of few lives. Some lives are checkpointed again
 * and again and go on to their ends. Others are, too, and are killed with SIGKILL right after the
 * last commit; then each of their checkpoints is restarted in a fresh JVM, which must complete the
 * output.
 */
final class ManyInstants {
  /**
   * Checkpoints per life at most: the commands take time, and the program doesn't wait for them.
   */
  private static final int MOST = 5;

  private final Stage stage;
  private final String[] keep = {"--keep", Integer.toString(MOST + 1)};
  private int perLife = MOST;

  private ManyInstants(Stage stage) {
    this.stage = stage;
  }

  /** A committed checkpoint: its number, and how much output had arrived when it was asked for. */
  private record Taken(int number, int flushed) {}

  static void play(Stage stage, int instants) throws InterruptedException {
    ManyInstants lives = new ManyInstants(stage);
    for (int done = 0; done < instants; ) {
      done += lives.goOn(instants - done);
    }
    for (int done = 0; done < instants; ) {
      done += lives.kill(instants - done);
    }
  }

  private int goOn(int wanted) throws InterruptedException {
    Running running = stage.district().run(stage.program(), keep);
    List<Taken> all = take(running, wanted);
    stage.awaitEnd(running, new Overlap(stage.reference().out()));
    return all.size();
  }

  private int kill(int wanted) throws InterruptedException {
    Running running = stage.district().run(stage.program(), keep);
    List<Taken> all = take(running, wanted);
    if (!running.isAlive()) {
      return 0;
    }
    running.kill();
    stage.district().story().add("killed");
    String out = stage.awaitDeath(running);
    for (Taken taken : all) {
      Overlap overlap = new Overlap(stage.reference().out());
      overlap.killed(out, taken.flushed);
      stage.awaitEnd(
          stage.district().restart("--at", Integer.toString(taken.number), keep[0], keep[1]),
          overlap);
    }
    return all.size();
  }

  /** Takes checkpoints until the program ends; if it ends early, the next life gets fewer. */
  private List<Taken> take(Running running, int wanted) throws InterruptedException {
    List<Taken> all = new ArrayList<>();
    for (double part : stage.instants(Math.min(wanted, perLife))) {
      try {
        stage.awaitInstant(running, part, stage.nextDouble());
        int flushed = stage.checkpoint(running);
        all.add(new Taken(stage.district().newest(), flushed));
      } catch (TooLate e) {
        perLife = Math.max(1, all.size());
        if (all.isEmpty()) {
          throw e;
        }
        return all;
      }
    }
    return all;
  }
}
