package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Maps that stand or fall with identity hashes: keys are plain objects, enums, classes, arrays. */
public final class IdentityMaps {
  private enum Suit {
    CLUBS,
    DIAMONDS,
    HEARTS,
    SPADES
  }

  private IdentityMaps() {}

  public static void main(String[] args) {
    Map<Object, Integer> byEquals = new HashMap<>();
    Map<Object, Integer> byIdentity = new IdentityHashMap<>();
    Map<Object, Integer> hashes = new IdentityHashMap<>();
    List<Object> keys = new ArrayList<>(List.of(Suit.values()));
    keys.addAll(List.of(String.class, int.class, Suit.class, IdentityMaps.class, int[][].class));
    Set<Object> untouched = new HashSet<>();
    int misses = 0;
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Object key = step % 2 == 0 ? new Object() : new int[] {step};
      keys.add(key);
      untouched.add(new Object());
      for (Object k : keys) {
        byEquals.merge(k, 1, Integer::sum);
        byIdentity.merge(k, 1, Integer::sum);
        if (k instanceof Class<?> type && type.getClassLoader() == null) {
          continue; // The platform's own objects keep the hash that the JVM at hand gives them.
        }
        Integer hash = hashes.putIfAbsent(k, System.identityHashCode(k));
        if (hash != null && hash != System.identityHashCode(k)) {
          misses++;
        }
      }
      Pace.beat();
      System.out.println(
          "step " + step + ": " + byEquals.size() + " " + byIdentity.size() + " " + misses);
    }
    int found = 0;
    for (Object k : keys) {
      found += byEquals.get(k).equals(byIdentity.get(k)) ? byEquals.get(k) : -1_000_000;
    }
    System.out.println(
        "done: " + found + " hits, " + misses + " misses, " + untouched.size() + " untouched");
  }
}
