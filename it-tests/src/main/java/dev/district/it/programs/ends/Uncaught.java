package dev.district.it.programs.ends;

import dev.district.it.programs.Pace;

/** Ends with an exception that nobody catches: a stack trace on stderr and exit code 1. */
public final class Uncaught {
  private Uncaught() {}

  public static void main(String[] args) {
    run(Pace.steps(args), 0);
  }

  private static void run(int steps, int step) {
    for (int i = step; i < steps; i++) {
      Pace.beat();
      System.out.println("step " + i);
    }
    System.out.println("done: now it fails");
    throw new IllegalStateException("as announced", new ArithmeticException("cause"));
  }
}
