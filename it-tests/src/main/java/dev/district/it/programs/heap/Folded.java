package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;

/**
 * Final static fields that the JIT has compiled into code as constants: their values were computed
 * when the class was initialised, from what is another thing now.
 */
public final class Folded {
  private static final String KEY = "folded.seed";
  private static final int ROUNDS = 200_000;

  private Folded() {}

  /** Initialised once in the program's life. */
  private static final class Constants {
    static final long SEED = Long.parseLong(System.getProperty(KEY));
    static final int[] TABLE = table();
    static final String NAME = "seed " + SEED;
    static final boolean ODD = (SEED & 1) == 1;

    private Constants() {}

    private static int[] table() {
      int[] table = new int[64];
      for (int i = 0; i < table.length; i++) {
        table[i] = (int) (SEED * i * i);
      }
      return table;
    }
  }

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    System.setProperty(KEY, "4711");
    long sum = hot(1);
    System.setProperty(KEY, "1");
    for (int step = 1; step <= steps; step++) {
      sum += hot(step);
      Pace.beat();
      System.out.println(
          "step " + step + ": " + sum + ' ' + Constants.NAME + ' ' + System.getProperty(KEY));
    }
    System.out.println("done: " + Constants.ODD);
  }

  private static long hot(int step) {
    long sum = step;
    for (int i = 0; i < ROUNDS; i++) {
      sum = sum * Constants.SEED + Constants.TABLE[i & 63];
      sum += Constants.ODD ? Constants.NAME.length() : -1;
    }
    return sum;
  }
}
