package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;

/** Static initialisers in progress, one inside the other, and one that another thread waits for. */
public final class Initialisers {
  private static int order;

  private static final class Outer {
    private static final int BEFORE = slowly("outer, before");
    private static final int INNER = Inner.VALUE + 1;
    private static final int AFTER = slowly("outer, after");
  }

  private static final class Inner {
    private static final int VALUE;

    static {
      int sum = 0;
      for (int i = 0; i < steps; i++) {
        sum += slowly("inner " + i);
      }
      VALUE = sum;
    }
  }

  private static int steps;

  private Initialisers() {}

  private static int slowly(String where) {
    Pace.beat();
    Pace.beat();
    System.out.println(++order + ": " + where);
    return order;
  }

  public static void main(String[] args) throws InterruptedException {
    steps = Pace.steps(args) / 2;
    long[] seen = new long[1];
    Thread waiting =
        new Thread(
            () -> {
              Pace.sleep(300);
              seen[0] = Inner.VALUE;
            },
            "waiting");
    waiting.start();
    int sum = Outer.BEFORE + Outer.INNER + Outer.AFTER;
    waiting.join();
    System.out.println("done: " + sum + ", the other thread saw " + seen[0]);
  }
}
