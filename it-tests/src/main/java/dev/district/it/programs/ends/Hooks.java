package dev.district.it.programs.ends;

import dev.district.it.programs.Pace;
import java.util.concurrent.atomic.AtomicInteger;

/** Two shutdown hooks that work for a while: one prints, one counts. */
final class Hooks {
  private Hooks() {}

  static void register(int steps) {
    AtomicInteger count = new AtomicInteger();
    Thread counting =
        new Thread(
            () -> {
              for (int i = 0; i < steps; i++) {
                count.incrementAndGet();
                Pace.sleep(2);
              }
            },
            "counting");
    Thread printing =
        new Thread(
            () -> {
              for (int step = 0; step < steps; step++) {
                Pace.beat();
                System.out.println("step " + step);
              }
              while (count.get() < steps) {
                Pace.sleep(2);
              }
              System.out.println("done: " + count);
            },
            "printing");
    Runtime.getRuntime().addShutdownHook(counting);
    Runtime.getRuntime().addShutdownHook(printing);
  }
}
