package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;

/**
 * try, catch and finally in loops, with checkpoints in all three: the right handler runs, once, and
 * every printed stack trace shows the program's own lines.
 */
public final class Exceptions {
  private int finallies;
  private int closed;

  private final class Resource implements AutoCloseable {
    private int zero;

    @Override
    public void close() {
      Pace.beat();
      closed++;
    }
  }

  public static void main(String[] args) {
    Exceptions program = new Exceptions();
    int steps = Pace.steps(args);
    long sum = 0;
    for (int step = 0; step < steps; step += 3) {
      try {
        sum += program.attempt(step);
      } catch (ArithmeticException | IllegalStateException e) {
        sum -= 1;
        e.printStackTrace(System.out);
      } finally {
        program.finallies++;
        sum += program.finallies;
      }
      System.out.println("step " + step + ": " + sum + " " + program.closed);
    }
    System.out.println(
        "done: sum "
            + sum
            + ", "
            + program.finallies
            + " finallies, "
            + program.closed
            + " closed");
  }

  private int attempt(int step) {
    try (Resource first = new Resource();
        Resource second = new Resource()) {
      Pace.beat();
      return step % 2 == 0 ? nested(step, first) : step / first.zero;
    } catch (IllegalArgumentException e) {
      Pace.beat();
      throw new IllegalStateException("step " + step, e);
    } finally {
      finallies += 100;
      Pace.beat();
    }
  }

  private int nested(int step, Resource unused) {
    int result = 1;
    try {
      Pace.beat();
      if (step % 4 == 0) {
        throw new IllegalArgumentException("nested " + step);
      }
      return result;
    } finally {
      result = 1_000_000;
      Pace.beat();
      finallies += result;
    }
  }
}
