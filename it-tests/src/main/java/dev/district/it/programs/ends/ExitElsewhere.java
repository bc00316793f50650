package dev.district.it.programs.ends;

import dev.district.it.programs.Pace;

/**
 * Another thread than main calls {@code System.exit(7)}; a shutdown hook has the last word, once.
 */
public final class ExitElsewhere {
  private static int steps;

  private ExitElsewhere() {}

  public static void main(String[] args) {
    steps = Pace.steps(args);
    int[] hooks = new int[1];
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> System.out.println("done: hook " + ++hooks[0] + " of " + steps)));
    new Thread(ExitElsewhere::leave, "leaver").start();
    while (true) {
      Pace.sleep(1_000);
    }
  }

  private static void leave() {
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      System.out.println("step " + step);
    }
    System.exit(7);
  }
}
