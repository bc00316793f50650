package dev.district.core.heap;

import dev.district.core.values.HashedTables;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Repairs restored hash tables of the JDK that have keys whose identity hash in this JVM isn't the
 * captured one: class mirrors and platform enums that something had asked for their hash before the
 * restore. Keys of the application never conflict, because their objects are new. Keys that are
 * made of such objects, a record with a class in it for instance, can't be repaired without calling
 * the application; of them the user is told.
 */
final class Rehashing {
  private Rehashing() {}

  static void run(ObjectBuilder builder, List<Object> conflicting) {
    if (conflicting.isEmpty()) {
      return;
    }
    Set<Object> keys = Collections.newSetFromMap(new IdentityHashMap<>());
    keys.addAll(conflicting);
    CompositeKeys composite = new CompositeKeys(keys);
    for (int id = 1; id <= builder.count(); id++) {
      Object o = builder.object(id);
      if (o != null && builder.isCopied(id) && HashedTables.isTable(o)) {
        HashedTables.repair(o, keys);
        composite.look(o);
      }
    }
    composite.tell();
  }
}
