package dev.district.core.heap;

import dev.district.core.diag.Diagnostics;
import dev.district.core.types.FieldOrder;
import dev.district.core.types.FieldSlot;
import dev.district.core.values.HashedTables;
import dev.district.jdk.ChainedTable;
import dev.district.jdk.ProbedTable;
import dev.district.jdk.Raw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds keys of restored hash tables whose hash code may be made of an identity hash that is
 * another in this JVM, and which therefore may not be found any more. It can't be certain: what
 * {@code hashCode} reads is up to the application. A look at the key's own objects, a few of them,
 * decides.
 */
final class CompositeKeys {
  private static final int MOST_OBJECTS = 64;

  private final Set<Object> conflicting;
  private final Map<Class<?>, Boolean> identity = new HashMap<>();
  private final Map<Class<?>, long[]> references = new HashMap<>();
  private final Set<String> found = new TreeSet<>();

  /**
   * @param conflicting objects whose identity hash is another than the captured one
   */
  CompositeKeys(Set<Object> conflicting) {
    this.conflicting = conflicting;
  }

  void look(Object table) {
    if (table instanceof IdentityHashMap) {
      return;
    }
    boolean fixed = ProbedTable.isBeyondRepair(table);
    for (Object key : HashedTables.keys(table)) {
      boolean lost = conflicting.contains(key) ? fixed : isMadeOfConflicting(key);
      if (lost) {
        found.add(key.getClass().getName() + " in a " + table.getClass().getName());
      }
    }
  }

  private boolean isMadeOfConflicting(Object key) {
    if (key instanceof String || key instanceof Number || hasIdentityHash(key.getClass())) {
      return false;
    }
    Deque<Object> open = new ArrayDeque<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    open.add(key);
    while (!open.isEmpty() && seen.size() < MOST_OBJECTS) {
      Object o = open.remove();
      if (!seen.add(o)) {
        continue;
      }
      if (conflicting.contains(o)) {
        return true;
      }
      if (o instanceof Object[] elements) {
        for (Object element : elements) {
          if (element != null) {
            open.add(element);
          }
        }
      } else if (o == key || !hasIdentityHash(o.getClass())) {
        for (long offset : references(o.getClass())) {
          Object next = Raw.getReference(o, offset);
          if (next != null) {
            open.add(next);
          }
        }
      }
    }
    return false;
  }

  private boolean hasIdentityHash(Class<?> type) {
    return identity.computeIfAbsent(type, ChainedTable::hasIdentityHash);
  }

  private long[] references(Class<?> type) {
    return references.computeIfAbsent(
        type,
        key -> {
          List<Long> offsets = new ArrayList<>();
          for (Class<?> c = key; c != null && !c.isArray(); c = c.getSuperclass()) {
            for (FieldSlot slot : FieldOrder.instance(c)) {
              if (slot.isReference()) {
                offsets.add(slot.offset());
              }
            }
          }
          return offsets.stream().mapToLong(Long::longValue).toArray();
        });
  }

  /** Tells the user what was found. */
  void tell() {
    if (!found.isEmpty()) {
      Diagnostics.warn(
          "this JVM gave classes or constants of the platform other identity hash codes than the one"
              + " of the checkpoint; keys made of them may not be found: "
              + String.join(", ", found)
              + ". Restart with the JVM options and the JDK build of the checkpoint",
          null);
    }
  }
}
