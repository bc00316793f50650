package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;

/** Calls in the middle of expressions: values of every kind wait on the operand stack meanwhile. */
public final class OperandStack {
  private int calls;
  private final long[] cells = new long[4];

  public static void main(String[] args) {
    OperandStack program = new OperandStack();
    int steps = Pace.steps(args);
    double sum = 0;
    for (int step = 0; step < steps; step += 2) {
      long a = 1L << (step % 60);
      double mixed = f(a, program.g(step), step * 0.25, program.h(step), "s" + step, (byte) step);
      program.cells[program.calls % 4] += (long) mixed + program.g(step) * a;
      int[] made = {step, program.calls, (int) program.g(step), -step};
      String text = "at " + step + " " + program.h(step) + " " + made[2] + (char) ('a' + step % 26);
      sum += mixed + (program.calls > 10 ? program.h(step) : 1.5f) - made[3];
      System.out.println("step " + step + ": " + mixed + " " + text + " " + sum);
    }
    System.out.println(
        "done: " + program.calls + " calls, sum " + sum + ", cell " + program.cells[1]);
  }

  private static double f(long a, long b, double c, double d, String e, byte x) {
    return a % 1000 + b * c - d + e.length() * x;
  }

  private long g(int step) {
    if (calls++ % 3 == 0) {
      Pace.beat();
    }
    return step * 10_000_000_000L;
  }

  private double h(int step) {
    if (calls++ % 3 == 0) {
      Pace.beat();
    }
    return step / 7.0;
  }
}
