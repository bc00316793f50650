package dev.district.it.programs.time;

import dev.district.it.programs.Pace;

/** nanoTime never goes back and never jumps far ahead, in any thread, whatever lies in between. */
public final class Clock {
  private static final long FAR_AHEAD_NS = 30_000_000_000L;

  private Clock() {}

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args);
    String[] results = new String[2];
    Thread spinning = new Thread(() -> results[0] = watch(steps * 20, 0), "spinning");
    Thread sleeping = new Thread(() -> results[1] = watch(steps * 5, 5), "sleeping");
    spinning.start();
    sleeping.start();
    long last = System.nanoTime();
    int backs = 0;
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      long now = System.nanoTime();
      backs += now < last ? 1 : 0;
      last = now;
      System.out.println("step " + step + ": " + backs);
    }
    spinning.join();
    sleeping.join();
    System.out.println("done: " + backs + " backs, " + results[0] + ", " + results[1]);
  }

  private static String watch(int rounds, long pauseMs) {
    long last = System.nanoTime();
    int backs = 0;
    int jumps = 0;
    for (int i = 0; i < rounds; i++) {
      for (int j = 0; j < 2_000; j++) {
        long now = System.nanoTime();
        backs += now < last ? 1 : 0;
        jumps += now - last > FAR_AHEAD_NS ? 1 : 0;
        last = now;
      }
      if (pauseMs > 0) {
        Pace.sleep(pauseMs);
      }
    }
    return backs + " backs and " + jumps + " jumps";
  }
}
