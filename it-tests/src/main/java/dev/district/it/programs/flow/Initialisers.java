package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;

/** Static initialisers in progress, one inside the other. */
public final class Initialisers {
  private static int steps;
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

  private Initialisers() {}

  private static int slowly(String where) {
    Pace.beat();
    Pace.beat();
    System.out.println(++order + ": " + where);
    return order;
  }

  public static void main(String[] args) {
    steps = Pace.steps(args) / 2;
    int sum = Outer.BEFORE + Outer.INNER + Outer.AFTER;
    System.out.println("done: " + sum + " " + Inner.VALUE);
  }
}
