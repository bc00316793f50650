package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Maps in the middle of computeIfAbsent, merge, replaceAll and forEach; lists in removeIf. */
public final class SlowFunctions {
  private static int calls;

  private SlowFunctions() {}

  private static int slowly(int value) {
    if (calls++ % 4 == 0) {
      Pace.beat();
    }
    return value;
  }

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    long sum = 0;
    for (int step = 0; step < steps; step += 5) {
      int s = step;
      for (Map<Integer, Integer> map :
          List.of(
              new HashMap<Integer, Integer>(),
              new ConcurrentHashMap<Integer, Integer>(),
              new TreeMap<Integer, Integer>())) {
        map.computeIfAbsent(step, key -> slowly(key + 1));
        map.computeIfPresent(step, (key, value) -> slowly(key + value));
        map.merge(step, 5, (a, b) -> slowly(a * b));
        map.compute(step + 1, (key, value) -> value == null ? slowly(key) : -1);
        map.replaceAll((key, value) -> slowly(value + s));
        int[] total = new int[1];
        map.forEach((key, value) -> total[0] += slowly(key * value));
        sum += total[0];
      }
      List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6));
      list.removeIf(x -> slowly(x) % 2 == 0);
      list.replaceAll(x -> slowly(x) * s);
      sum += list.get(2);
      System.out.println("step " + step + ": " + sum + " " + calls + " " + list);
    }
    System.out.println("done: sum " + sum + ", " + calls + " calls");
  }
}
