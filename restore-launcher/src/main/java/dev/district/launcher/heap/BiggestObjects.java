package dev.district.launcher.heap;

import dev.district.image.graph.ObjectGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The objects that take most by themselves, which are arrays nearly always. */
public final class BiggestObjects {
  private BiggestObjects() {}

  /**
   * One object.
   *
   * @param id in the image
   * @param name of its class, with the length of an array
   * @param bytes what it took in the heap
   */
  public record Big(int id, String name, long bytes) {}

  public static List<Big> of(ObjectGraph graph, int most) {
    PriorityQueue<Big> biggest = new PriorityQueue<>(Comparator.comparingLong(Big::bytes));
    for (int id = 1; id <= graph.table().count(); id++) {
      long bytes = graph.shallowSize(id);
      if (biggest.size() < most || !biggest.isEmpty() && bytes > biggest.element().bytes()) {
        biggest.add(new Big(id, name(graph, id), bytes));
        if (biggest.size() > most) {
          biggest.remove();
        }
      }
    }
    List<Big> sorted = new ArrayList<>(biggest);
    sorted.sort(Comparator.comparingLong(Big::bytes).reversed().thenComparingInt(Big::id));
    return sorted;
  }

  /** A class's name, with the length where an array has one. */
  static String name(ObjectGraph graph, int id) {
    String name = graph.table().className(id);
    boolean array = graph.table().isArray(id) && !graph.table().hasRecipe(id);
    return array ? name.substring(0, name.length() - 1) + graph.table().length(id) + "]" : name;
  }
}
