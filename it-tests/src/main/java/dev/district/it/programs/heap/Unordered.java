package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Immutable sets and maps iterate in an order that a JVM draws at its start: a program must not see
 * it change half-way.
 */
public final class Unordered {
  private Unordered() {}

  public static void main(String[] args) {
    Set<String> set = Set.of("one", "two", "three", "four", "five", "six", "seven");
    Map<String, Integer> map = Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", 5);
    List<String> order = new ArrayList<>(set);
    List<String> keys = new ArrayList<>(map.keySet());
    int steps = Pace.steps(args);
    int changes = 0;
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      boolean same = order.equals(new ArrayList<>(set));
      boolean sameKeys = keys.equals(new ArrayList<>(map.keySet()));
      boolean sameAgain =
          order.equals(
              new ArrayList<>(Set.of("one", "two", "three", "four", "five", "six", "seven")));
      boolean found = set.containsAll(order) && map.get("d") == 4;
      changes += same && sameKeys && sameAgain && found ? 0 : 1;
      System.out.println(
          "step " + step + ": " + same + " " + sameKeys + " " + sameAgain + " " + found);
    }
    System.out.println("done: " + changes + " changes");
  }
}
