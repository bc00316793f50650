package dev.district.it.harness;

/** What is done to a program while it runs; its output must not show it. */
public enum Variant {
  /** A checkpoint; the program goes on. */
  GO_ON {
    @Override
    void play(Stage stage) throws InterruptedException {
      Running running = stage.district().run(stage.program());
      stage.awaitInstant(running, 1);
      stage.checkpoint(running);
      stage.awaitEnd(running, new Overlap(stage.reference().out()));
    }
  },

  /** A checkpoint that ends the program, and a restart. */
  STOP {
    @Override
    void play(Stage stage) throws InterruptedException {
      Overlap overlap = new Overlap(stage.reference().out());
      Running running = stage.district().run(stage.program());
      stage.awaitInstant(running, 1);
      stop(stage, running, overlap);
      stage.awaitEnd(stage.district().restart(), overlap);
    }
  },

  /** A checkpoint, SIGKILL right after its commit, and a restart. */
  KILL {
    @Override
    void play(Stage stage) throws InterruptedException {
      Overlap overlap = new Overlap(stage.reference().out());
      Running running = stage.district().run(stage.program());
      stage.awaitInstant(running, 1);
      kill(stage, running, overlap);
      stage.awaitEnd(stage.district().restart(), overlap);
    }
  },

  /** Three times in a row: kill and restart, stop and restart, kill and restart. */
  CYCLES {
    @Override
    void play(Stage stage) throws InterruptedException {
      Overlap overlap = new Overlap(stage.reference().out());
      Running running = stage.district().run(stage.program());
      for (int cycle = 0; cycle < 3; cycle++) {
        stage.awaitInstant(running, 0.3);
        if (cycle == 1) {
          stop(stage, running, overlap);
        } else {
          kill(stage, running, overlap);
        }
        running = stage.district().restart();
      }
      stage.awaitEnd(running, overlap);
    }
  },

  /** The launcher's own self-test: checkpoint, kill and restart all the time. */
  SELF_TEST {
    @Override
    void play(Stage stage) throws InterruptedException {
      Running running = stage.district().run(stage.program(), "--self-test", interval(stage));
      stage.awaitEnd(running, new Overlap(stage.reference().out()));
      stage.requireCycles(running);
    }
  };

  /** Interval of the self-test. */
  private static final long SHORT_LIFE_MS = 300;

  /**
   * For programs that compute for long: every life begins with cold code and has to get somewhere.
   */
  private static final long LONG_LIFE_MS = 3_000;

  private static final int LIVES = 3;

  /** A program that computes has some lives, on a fast machine too. */
  private static String interval(Stage stage) {
    boolean computes = stage.program().name().startsWith("real.");
    long life = Math.min(LONG_LIFE_MS, stage.reference().ms() / LIVES);
    return (computes ? Math.max(SHORT_LIFE_MS, life) : SHORT_LIFE_MS) + "ms";
  }

  abstract void play(Stage stage) throws InterruptedException;

  /** Three cycles need a program that lasts for the commands of all three. */
  Program adapt(Program program) {
    return this == CYCLES ? Programs.longer(program) : program;
  }

  private static void kill(Stage stage, Running running, Overlap overlap)
      throws InterruptedException {
    int flushed = stage.checkpoint(running);
    running.kill();
    stage.district().story().add("killed");
    overlap.killed(stage.awaitDeath(running), flushed);
  }

  private static void stop(Stage stage, Running running, Overlap overlap)
      throws InterruptedException {
    stage.checkpoint(running, "--stop");
    overlap.stopped(stage.awaitDeath(running));
  }
}
