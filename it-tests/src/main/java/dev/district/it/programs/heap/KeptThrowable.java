package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;

/** Throwables made early, kept in fields, printed late: cause, suppressed and every line. */
public final class KeptThrowable {
  private final List<Throwable> kept = new ArrayList<>();

  private static final class Odd extends Exception {
    private final int number;

    private Odd(int number, Throwable cause) {
      super("odd " + number, cause);
      this.number = number;
    }
  }

  public static void main(String[] args) {
    KeptThrowable program = new KeptThrowable();
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      try {
        program.risk(step, 3);
      } catch (Odd e) {
        e.addSuppressed(new IllegalArgumentException("suppressed " + e.number));
        program.kept.add(e);
      }
      Pace.beat();
      System.out.println("step " + step + ": " + program.kept.size() + " kept");
    }
    int lines = 0;
    for (Throwable t : program.kept) {
      lines += t.getStackTrace().length + t.getCause().getStackTrace().length;
    }
    program.kept.get(0).printStackTrace(System.out);
    program.kept.get(program.kept.size() / 2).printStackTrace(System.out);
    System.out.println("done: " + program.kept.size() + " kept, " + lines + " lines");
  }

  private void risk(int number, int depth) throws Odd {
    if (depth > 0) {
      risk(number, depth - 1);
    } else if (number % 2 == 1) {
      try {
        Object text = "text " + number;
        kept.add((Throwable) text);
      } catch (ClassCastException e) {
        throw new Odd(number, e.getStackTrace().length > 0 ? new Exception("cause") : e);
      }
    }
  }
}
