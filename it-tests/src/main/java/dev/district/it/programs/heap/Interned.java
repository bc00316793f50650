package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;

/** Literals and interned strings stay {@code ==} to each other; equal others stay different. */
public final class Interned {
  private static final String CONSTANT = "a constant";

  private static final class Other {
    private static String literal() {
      return "a constant";
    }
  }

  private Interned() {}

  @SuppressWarnings("BoxedPrimitiveEquality")
  public static void main(String[] args) {
    List<String> interned = new ArrayList<>();
    List<String> copies = new ArrayList<>();
    String early = CONSTANT;
    Integer small = 100;
    Character letter = 'x';
    int wrong = 0;
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      interned.add(("word " + step).intern());
      copies.add("word " + step);
      Pace.beat();
      boolean same = early == Other.literal() && early == new String("a constant").intern();
      boolean boxes = small == Integer.valueOf(100) && letter == Character.valueOf('x');
      for (int i = 0; i <= step; i++) {
        if (interned.get(i) != ("word " + i).intern() || copies.get(i) == interned.get(i)) {
          wrong++;
        }
      }
      System.out.println("step " + step + ": " + same + " " + boxes + " " + wrong);
    }
    System.out.println("done: " + interned.equals(copies) + ", " + wrong + " wrong");
  }
}
