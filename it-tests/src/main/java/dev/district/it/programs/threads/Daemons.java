package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;

/**
 * A daemon thread works on without end; the program ends all the same when its last step is done.
 */
public final class Daemons {
  private static volatile long beats;

  private Daemons() {}

  public static void main(String[] args) throws InterruptedException {
    Thread daemon =
        new Thread(
            () -> {
              while (true) {
                beats++;
                Pace.sleep(3);
              }
            },
            "endless");
    daemon.setDaemon(true);
    daemon.start();
    Thread worker = new Thread(() -> count(Pace.steps(args)), "worker");
    worker.start();
    System.out.println("main leaves: daemon " + daemon.isDaemon() + " " + worker.isDaemon());
  }

  private static void count(int steps) {
    long last = 0;
    int stalls = 0;
    for (int step = 0; step < steps; step++) {
      Pace.sleep(20);
      stalls += beats >= last ? 0 : 1;
      last = beats;
      System.out.println("step " + step);
    }
    System.out.println("done: " + stalls + " stalls, daemon worked " + (last > steps / 2));
  }
}
