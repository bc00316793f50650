package dev.district.boot;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.WeakHashMap;

/**
 * Stands in for the application's calls of {@link String#intern} and remembers the results, as
 * weakly as the VM's own table does: a restart has to intern them again, and asking the VM about
 * every string of the heap would intern them all.
 *
 * <p>The results are kept in several tables with a lock each, chosen by hash, so that threads that
 * intern at once seldom meet.
 */
public final class Interning {
  private static final int STRIPES = 64;
  private static final Stripe[] TABLES = tables();

  private Interning() {}

  /** One table and its lock. */
  private static final class Stripe extends WeakHashMap<String, WeakReference<String>> {}

  private static Stripe[] tables() {
    Stripe[] tables = new Stripe[STRIPES];
    for (int i = 0; i < STRIPES; i++) {
      tables[i] = new Stripe();
    }
    return tables;
  }

  public static String intern(String text) {
    String interned = text.intern();
    int hash = interned.hashCode();
    Stripe table = TABLES[(hash ^ hash >>> 16) & STRIPES - 1];
    synchronized (table) {
      if (!table.containsKey(interned)) {
        table.put(interned, new WeakReference<>(interned));
      }
    }
    return interned;
  }

  /** All interned strings that are still in use. */
  public static List<String> strings() {
    List<String> all = new ArrayList<>();
    for (Stripe table : TABLES) {
      synchronized (table) {
        all.addAll(table.keySet());
      }
    }
    return all;
  }
}
