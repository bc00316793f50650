package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.concurrent.atomic.AtomicLong;

/** Threads start and die all the time, a few of them at any moment. */
public final class Starting {
  private Starting() {}

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args);
    AtomicLong sum = new AtomicLong();
    for (int step = 0; step < steps; step++) {
      Thread[] brood = new Thread[8];
      for (int i = 0; i < brood.length; i++) {
        int weight = step * i;
        brood[i] = new Thread(() -> hatch(sum, weight, 2));
        brood[i].start();
      }
      for (Thread thread : brood) {
        thread.join();
      }
      Pace.beat();
      System.out.println("step " + step + ": " + sum);
    }
    System.out.println("done: sum " + sum);
  }

  private static void hatch(AtomicLong sum, int weight, int generations) {
    sum.addAndGet(weight);
    if (generations > 0) {
      Thread child = new Thread(() -> hatch(sum, weight + 1, generations - 1));
      child.start();
      try {
        child.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
