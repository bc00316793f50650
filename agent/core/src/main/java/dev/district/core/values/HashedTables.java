package dev.district.core.values;

import dev.district.jdk.ChainedTable;
import dev.district.jdk.ProbedTable;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JDK's hash tables, each repaired raw: no method of a key is called but {@code
 * Object.hashCode}.
 */
public final class HashedTables {
  private HashedTables() {}

  public static boolean isTable(Object o) {
    return o instanceof HashMap
        || o instanceof ConcurrentHashMap
        || o instanceof IdentityHashMap
        || o instanceof WeakHashMap
        || o instanceof Hashtable
        || ProbedTable.isImmutable(o);
  }

  /** The keys of a table. */
  public static List<Object> keys(Object table) {
    return isProbed(table) ? ProbedTable.keys(table) : ChainedTable.keys(table);
  }

  private static boolean isProbed(Object table) {
    return table instanceof IdentityHashMap || ProbedTable.isImmutable(table);
  }

  /**
   * Moves the entries whose keys are among the given ones to where their present identity hash puts
   * them.
   */
  public static void repair(Object table, Set<Object> keys) {
    if (isProbed(table)) {
      ProbedTable.repair(table, keys);
    } else {
      ChainedTable.repair(table, keys);
    }
  }
}
