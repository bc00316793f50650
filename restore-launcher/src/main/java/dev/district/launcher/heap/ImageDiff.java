package dev.district.launcher.heap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How two histograms differ, the class that changed most first. */
public final class ImageDiff {
  private ImageDiff() {}

  /**
   * A class whose objects are more or fewer, or larger or smaller.
   *
   * @param name of the class
   * @param before number of objects before
   * @param after number of objects after
   * @param bytes by how much they grew in the heap
   */
  public record Change(String name, long before, long after, long bytes) {}

  public static List<Change> of(List<Histogram.Use> before, List<Histogram.Use> after) {
    Map<String, Histogram.Use> old = new HashMap<>();
    before.forEach(use -> old.put(use.name(), use));
    List<Change> changes = new ArrayList<>();
    for (Histogram.Use use : after) {
      Histogram.Use was = old.remove(use.name());
      long count = was == null ? 0 : was.count();
      long bytes = use.bytes() - (was == null ? 0 : was.bytes());
      if (bytes != 0 || count != use.count()) {
        changes.add(new Change(use.name(), count, use.count(), bytes));
      }
    }
    old.values()
        .forEach(gone -> changes.add(new Change(gone.name(), gone.count(), 0, -gone.bytes())));
    changes.sort(
        Comparator.comparingLong((Change change) -> -Math.abs(change.bytes()))
            .thenComparing(Change::name));
    return changes;
  }
}
