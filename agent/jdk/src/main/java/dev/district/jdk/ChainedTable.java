package dev.district.jdk;

import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Repairs {@code HashMap}, {@code ConcurrentHashMap}, {@code Hashtable} and {@code WeakHashMap}:
 * entries that remember the hash of their key and hang in chains. Bins that became trees are left
 * alone; that takes eight keys in one bin.
 */
public final class ChainedTable {
  private final Object[] table;
  private final Shape shape;

  /** The fields of one kind of table. */
  private record Shape(Class<?> map, String table, Class<?> entry, String key, Mix mix) {
    long hash() {
      return Raw.offset(Raw.field(entry, "hash"));
    }

    long next() {
      return Raw.offset(Raw.field(entry, "next"));
    }

    @Nullable Object key(Object node) {
      return entry == WEAK_ENTRY
          ? Raw.get(node, Reference.class, "referent")
          : Raw.get(node, entry, key);
    }
  }

  /** How a table turns a hash code into the stored hash. */
  private enum Mix {
    HASH_MAP,
    CONCURRENT,
    WEAK,
    HASHTABLE;

    int of(int h) {
      return switch (this) {
        case HASH_MAP -> h ^ h >>> 16;
        case CONCURRENT -> (h ^ h >>> 16) & 0x7fffffff;
        case WEAK -> {
          int mixed = h ^ h >>> 20 ^ h >>> 12;
          yield mixed ^ mixed >>> 7 ^ mixed >>> 4;
        }
        case HASHTABLE -> h;
      };
    }
  }

  private static final Class<?> TREE_BIN =
      Lookups.bootClass("java.util.concurrent.ConcurrentHashMap$TreeBin");
  private static final Class<?> WEAK_ENTRY = Lookups.bootClass("java.util.WeakHashMap$Entry");
  private static final MethodType HASH_CODE = MethodType.methodType(int.class);
  private static final Map<Class<?>, Shape> SHAPES =
      Map.of(
          HashMap.class,
          new Shape(
              HashMap.class,
              "table",
              Lookups.bootClass("java.util.HashMap$Node"),
              "key",
              Mix.HASH_MAP),
          ConcurrentHashMap.class,
          new Shape(
              ConcurrentHashMap.class,
              "table",
              Lookups.bootClass("java.util.concurrent.ConcurrentHashMap$Node"),
              "key",
              Mix.CONCURRENT),
          WeakHashMap.class,
          new Shape(WeakHashMap.class, "table", WEAK_ENTRY, "referent", Mix.WEAK),
          Hashtable.class,
          new Shape(
              Hashtable.class,
              "table",
              Lookups.bootClass("java.util.Hashtable$Entry"),
              "key",
              Mix.HASHTABLE));

  private ChainedTable(Object[] table, Shape shape) {
    this.table = table;
    this.shape = shape;
  }

  /** Moves the entries of these keys, whose hash code is their identity hash, to their place. */
  public static void repair(Object map, Set<Object> keys) {
    for (Shape shape : SHAPES.values()) {
      if (shape.map.isInstance(map) && Raw.get(map, shape.map, shape.table) instanceof Object[] t) {
        new ChainedTable(t, shape).repair(keys);
      }
    }
  }

  /** The keys of a table, those in bins that became trees included. */
  public static List<Object> keys(Object map) {
    List<Object> keys = new ArrayList<>();
    for (Shape shape : SHAPES.values()) {
      if (shape.map.isInstance(map) && Raw.get(map, shape.map, shape.table) instanceof Object[] t) {
        new ChainedTable(t, shape).addKeys(keys);
      }
    }
    return keys;
  }

  private void addKeys(List<Object> keys) {
    for (Object bin : table) {
      Object node = bin != null && TREE_BIN.isInstance(bin) ? Raw.get(bin, TREE_BIN, "first") : bin;
      while (node != null) {
        Object key = shape.key(node);
        if (key != null) {
          keys.add(key);
        }
        node = Raw.getReference(node, shape.next());
      }
    }
  }

  private void repair(Set<Object> keys) {
    List<Object> misplaced = new ArrayList<>();
    for (int i = 0; i < table.length; i++) {
      if (table[i] != null && isPlain(table[i])) {
        unlink(i, keys, misplaced);
      }
    }
    for (Object node : misplaced) {
      int hash = shape.mix.of(System.identityHashCode(shape.key(node)));
      Raw.putInt(node, shape.hash(), hash);
      int bin = bin(hash);
      Object head = table[bin];
      if (head != null && !isPlain(head)) {
        throw new IllegalStateException(
            "can't repair a tree bin of a restored " + shape.map.getName());
      }
      Raw.putReference(node, shape.next(), head);
      table[bin] = node;
    }
  }

  private void unlink(int bin, Set<Object> keys, List<Object> misplaced) {
    Object before = null;
    for (Object node = table[bin]; node != null; ) {
      Object next = Raw.getReference(node, shape.next());
      Object key = shape.key(node);
      if (key != null && keys.contains(key) && hasIdentityHash(key.getClass())) {
        misplaced.add(node);
        if (before == null) {
          table[bin] = next;
        } else {
          Raw.putReference(before, shape.next(), next);
        }
      } else {
        before = node;
      }
      node = next;
    }
  }

  private int bin(int hash) {
    return shape.mix == Mix.HASHTABLE
        ? (hash & 0x7fffffff) % table.length
        : hash & table.length - 1;
  }

  private boolean isPlain(Object head) {
    return shape.entry.isInstance(head)
        && !head.getClass().getSimpleName().startsWith("Tree")
        && !(shape.mix == Mix.CONCURRENT && Raw.getInt(head, shape.hash()) < 0);
  }

  /**
   * True if no class between this one and Object overrides hashCode other than by the identity
   * hash.
   */
  public static boolean hasIdentityHash(Class<?> type) {
    Class<?> declaring = Lookups.declaring(type, "hashCode", HASH_CODE);
    return declaring == null || declaring == Object.class || declaring == Enum.class;
  }
}
