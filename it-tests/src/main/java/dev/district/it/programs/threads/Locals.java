package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.concurrent.ThreadLocalRandom;

/** ThreadLocals of several threads, with initial values, inherited, removed and set again. */
public final class Locals {
  private static final ThreadLocal<int[]> COUNTS = ThreadLocal.withInitial(() -> new int[1]);
  private static final ThreadLocal<String> NAME = new ThreadLocal<>();
  private static final InheritableThreadLocal<StringBuilder> FAMILY =
      new InheritableThreadLocal<>() {
        @Override
        protected StringBuilder childValue(StringBuilder parent) {
          return new StringBuilder(parent).append(" child");
        }
      };

  private Locals() {}

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args);
    FAMILY.set(new StringBuilder("parent"));
    String[] results = new String[3];
    Thread[] threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      int me = i;
      threads[i] = new Thread(() -> results[me] = work(me, steps), "local-" + i);
      threads[i].start();
    }
    for (int step = 0; step < steps; step++) {
      COUNTS.get()[0] += step;
      Pace.beat();
      System.out.println("step " + step + ": " + COUNTS.get()[0] + " " + FAMILY.get());
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("done: " + String.join(", ", results) + ", main " + NAME.get());
  }

  private static String work(int me, int steps) {
    boolean inRange = true;
    for (int i = 0; i < steps; i++) {
      COUNTS.get()[0] += me;
      NAME.set(me + "/" + COUNTS.get()[0]);
      if (i % 10 == 9) {
        COUNTS.remove();
      }
      inRange &= ThreadLocalRandom.current().nextInt(5) < 5;
      Pace.sleep(20);
    }
    return NAME.get() + " " + FAMILY.get() + " " + inRange;
  }
}
