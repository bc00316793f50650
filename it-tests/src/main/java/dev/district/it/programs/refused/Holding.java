package dev.district.it.programs.refused;

import dev.district.it.programs.Pace;

/**
 * The common frame of this package: work, hold a resource while working, release it, work on. How
 * many steps it is held, and how many follow, are the arguments.
 */
final class Holding {
  private static final int AFTER = 200;

  private Holding() {}

  interface Resource extends AutoCloseable {
    int use(int step) throws Exception;
  }

  interface Opening {
    Resource open() throws Exception;
  }

  static void run(String[] args, Opening opening) throws Exception {
    int steps = Pace.steps(args);
    long sum = work("before", 20);
    try (Resource resource = opening.open()) {
      for (int step = 0; step < steps; step++) {
        Pace.beat();
        sum += resource.use(step);
        System.out.println("holding " + step + ": " + sum);
      }
    }
    sum += work("after", args.length > 1 ? Integer.parseInt(args[1]) : AFTER);
    System.out.println("done: sum " + sum);
  }

  private static long work(String when, int steps) {
    long sum = 0;
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      sum += step;
      System.out.println(when + " " + step + ": " + sum);
    }
    return sum;
  }
}
