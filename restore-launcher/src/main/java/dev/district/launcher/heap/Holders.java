package dev.district.launcher.heap;

import dev.district.image.ImageException;
import dev.district.image.graph.ObjectGraph;
import dev.district.image.graph.Root;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds objects of a class: a shortest path from a root, found breadth first. Weak, soft and
 * phantom references hold nothing.
 */
public final class Holders {
  private final ObjectGraph graph;
  private final int[] parent;
  private final int[] queue;
  private int last;

  private Holders(ObjectGraph graph) {
    this.graph = graph;
    this.parent = new int[graph.table().count() + 1];
    this.queue = new int[graph.table().count()];
  }

  /**
   * A path.
   *
   * @param root what holds the first object
   * @param steps class and field of each object on the way, the last being the one asked for
   */
  public record Way(String root, List<String> steps) {}

  /**
   * The way to the nearest object of a class, nothing if there is no such object.
   *
   * @param className as in a histogram, or without its package
   */
  public static Optional<Way> find(ObjectGraph graph, String className) throws ImageException {
    return Optional.ofNullable(new Holders(graph).search(className));
  }

  private @Nullable Way search(String className) throws ImageException {
    List<Root> roots = graph.roots();
    for (int i = 0; i < roots.size(); i++) {
      add(roots.get(i).object(), -1 - i);
    }
    for (int next = 0; next < last; next++) {
      int id = queue[next];
      if (matches(graph.table().className(id), className)) {
        return way(id);
      }
      for (int i = 0; i < graph.outgoing(id); i++) {
        add(graph.target(id, i), id);
      }
    }
    return null;
  }

  private void add(int id, int from) {
    if (parent[id] == 0) {
      parent[id] = from;
      queue[last++] = id;
    }
  }

  static boolean matches(String name, String wanted) {
    return name.equals(wanted) || name.endsWith("." + wanted) || name.endsWith("$" + wanted);
  }

  private Way way(int object) throws ImageException {
    List<Integer> ids = new ArrayList<>();
    Map<Integer, Integer> pairs = new HashMap<>();
    int id = object;
    for (; id > 0; id = parent[id]) {
      if (!ids.isEmpty()) {
        pairs.put(id, ids.get(ids.size() - 1));
      }
      ids.add(id);
    }
    Collections.reverse(ids);
    Map<Integer, String> edges = graph.edges(pairs);
    List<String> steps = new ArrayList<>();
    for (int step : ids) {
      steps.add(graph.table().className(step) + edges.getOrDefault(step, ""));
    }
    return new Way(graph.roots().get(-1 - id).place(), steps);
  }
}
