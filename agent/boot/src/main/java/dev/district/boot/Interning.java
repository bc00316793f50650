package dev.district.boot;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.WeakHashMap;

/**
 * Stands in for the application's calls of {@link String#intern} and remembers the results, as
 * weakly as the VM's own table does: a restart has to intern them again, and asking the VM about
 * every string of the heap would intern them all.
 */
public final class Interning {
  private static final WeakHashMap<String, WeakReference<String>> INTERNED = new WeakHashMap<>();

  private Interning() {}

  public static String intern(String text) {
    String interned = text.intern();
    synchronized (INTERNED) {
      if (!INTERNED.containsKey(interned)) {
        INTERNED.put(interned, new WeakReference<>(interned));
      }
    }
    return interned;
  }

  /** All interned strings that are still in use. */
  public static List<String> strings() {
    synchronized (INTERNED) {
      return new ArrayList<>(INTERNED.keySet());
    }
  }
}
