package dev.district.launcher.heap;

import dev.district.image.graph.ObjectGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects by class, the class that takes most first. */
public final class Histogram {
  private final Map<String, long[]> uses = new HashMap<>();

  private Histogram() {}

  /**
   * One class.
   *
   * @param name of the class; in parentheses the kind of objects that are found again by name
   * @param count number of objects
   * @param bytes what they took in the heap
   */
  public record Use(String name, long count, long bytes) {}

  public static List<Use> of(ObjectGraph graph) {
    Histogram histogram = new Histogram();
    Map<Integer, String> names = new HashMap<>();
    for (int id = 1; id <= graph.table().count(); id++) {
      int at = id;
      int type = graph.table().type(id);
      String name =
          type == 0
              ? graph.table().className(id)
              : names.computeIfAbsent(type, key -> graph.table().className(at));
      long[] use = histogram.uses.computeIfAbsent(name, key -> new long[2]);
      use[0]++;
      use[1] += graph.shallowSize(id);
    }
    List<Use> sorted = new ArrayList<>();
    histogram.uses.forEach((name, use) -> sorted.add(new Use(name, use[0], use[1])));
    sorted.sort(
        Comparator.comparingLong(Use::bytes)
            .thenComparingLong(Use::count)
            .reversed()
            .thenComparing(Use::name));
    return sorted;
  }
}
