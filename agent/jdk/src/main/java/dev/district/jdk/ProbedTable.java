package dev.district.jdk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repairs tables with linear probing: {@code IdentityHashMap}, and the immutable sets and maps of
 * {@code Set.of} and {@code Map.of}. One misplaced key may stand in the way of others, so the whole
 * table is laid out anew; an immutable one only if the hash code of every key is the platform's
 * own.
 */
public final class ProbedTable {
  private static final Class<?> SET = Lookups.bootClass("java.util.ImmutableCollections$SetN");
  private static final Class<?> MAP = Lookups.bootClass("java.util.ImmutableCollections$MapN");

  private ProbedTable() {}

  public static boolean isImmutable(Object o) {
    return o.getClass() == SET || o.getClass() == MAP;
  }

  /** The keys of a table. */
  public static List<Object> keys(Object o) {
    boolean identity = o instanceof IdentityHashMap;
    Class<?> declaring = identity ? IdentityHashMap.class : o.getClass();
    List<Object> keys = new ArrayList<>();
    if (Raw.get(o, declaring, declaring == SET ? "elements" : "table") instanceof Object[] table) {
      for (int i = 0; i < table.length; i += declaring == SET ? 1 : 2) {
        if (table[i] != null) {
          keys.add(table[i]);
        }
      }
    }
    return keys;
  }

  /** Whether {@link #repair} would have to call the application to find a key's place. */
  public static boolean isBeyondRepair(Object o) {
    return isImmutable(o)
        && keys(o).stream()
            .anyMatch(
                key ->
                    key.getClass().getClassLoader() != null
                        && !ChainedTable.hasIdentityHash(key.getClass()));
  }

  /** Lays the table out anew if it has one of these keys. */
  public static void repair(Object o, Set<Object> keys) {
    boolean identity = o instanceof IdentityHashMap;
    Class<?> declaring = identity ? IdentityHashMap.class : o.getClass();
    String name = declaring == SET ? "elements" : "table";
    int step = declaring == SET ? 1 : 2;
    if (!(Raw.get(o, declaring, name) instanceof Object[] table) || !has(table, step, keys)) {
      return;
    }
    @Nullable Object[] before = table.clone();
    if (!identity && !ownHashes(before, step)) {
      return;
    }
    Arrays.fill(table, null);
    for (int i = 0; i < before.length; i += step) {
      Object key = before[i];
      if (key == null) {
        continue;
      }
      int at =
          identity
              ? slot(System.identityHashCode(key), table.length)
              : Math.floorMod(key.hashCode(), table.length / step) * step;
      while (table[at] != null) {
        at = at + step >= table.length ? 0 : at + step;
      }
      table[at] = key;
      if (step == 2) {
        table[at + 1] = before[i + 1];
      }
    }
  }

  /** {@code IdentityHashMap.hash}. */
  private static int slot(int hash, int length) {
    return (hash << 1) - (hash << 8) & length - 1;
  }

  private static boolean has(Object[] table, int step, Set<Object> keys) {
    for (int i = 0; i < table.length; i += step) {
      if (table[i] != null && keys.contains(table[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean ownHashes(@Nullable Object[] table, int step) {
    for (int i = 0; i < table.length; i += step) {
      Object key = table[i];
      if (key != null
          && key.getClass().getClassLoader() != null
          && !ChainedTable.hasIdentityHash(key.getClass())) {
        return false;
      }
    }
    return true;
  }
}
