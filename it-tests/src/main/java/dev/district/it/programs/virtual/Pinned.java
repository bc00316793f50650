package dev.district.it.programs.virtual;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Virtual threads inside static initialisers, as many or more than there are carriers: each holds
 * its carrier while it sleeps there. Others need a carrier as well, and have none of their own.
 */
public final class Pinned {
  private static final AtomicLong SUM = new AtomicLong();
  private static int steps;

  private static final class First {
    private static final long VALUE = initialise(1);
  }

  private static final class Second {
    private static final long VALUE = initialise(2);
  }

  private static final class Third {
    private static final long VALUE = initialise(3);
  }

  private Pinned() {}

  private static long initialise(int weight) {
    for (int step = 0; step < steps; step++) {
      Pace.sleep(5L * weight);
      SUM.addAndGet(weight * (long) step);
    }
    return weight;
  }

  public static void main(String[] args) throws InterruptedException {
    steps = Pace.steps(args);
    long[] values = new long[3];
    List<Thread> threads = new ArrayList<>();
    threads.add(Virtual.start("first", () -> values[0] = First.VALUE));
    threads.add(Virtual.start("second", () -> values[1] = Second.VALUE));
    threads.add(Virtual.start("third", () -> values[2] = Third.VALUE));
    for (int i = 0; i < 3; i++) {
      threads.add(Virtual.start("free", () -> initialise(1)));
    }
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      System.out.println("step " + step);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("done: " + SUM + " " + (values[0] + values[1] + values[2]));
  }
}
