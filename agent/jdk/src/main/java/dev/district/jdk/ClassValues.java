package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ClassValue}s hold: each class mirror has a map of its own ({@code
 * Class.classValueMap}) from the identity object of a class value, held weakly, to an entry with
 * the value. Nothing but the class value itself holds its identity object strongly.
 */
public final class ClassValues {
  private static final long MAP = Raw.offset(Raw.field(Class.class, "classValueMap"));
  private static final long TABLE = Raw.offset(Raw.field(WeakHashMap.class, "table"));
  private static final Class<?> WEAK_ENTRY = Lookups.bootClass("java.util.WeakHashMap$Entry");
  private static final long NEXT = Raw.offset(Raw.field(WEAK_ENTRY, "next"));
  private static final long ENTRY = Raw.offset(Raw.field(WEAK_ENTRY, "value"));
  private static final Class<?> CLASS_ENTRY = Lookups.bootClass("java.lang.ClassValue$Entry");
  private static final long VALUE = Raw.offset(Raw.field(CLASS_ENTRY, "value"));
  private static final long REFERENT = Raw.offset(Raw.field(Reference.class, "referent"));
  private static final MethodHandle PUT =
      Lookups.findVirtual(
          ClassValue.class, "put", MethodType.methodType(void.class, Class.class, Object.class));

  private ClassValues() {}

  /** Told of each association: the identity object of the class value, and the value. */
  @FunctionalInterface
  public interface Sink {
    void accept(Object identity, @Nullable Object value);
  }

  /**
   * Reads what class values hold for a class. Left out are computations in progress, whose entry
   * holds itself (17) or which have none yet (25), and marks of removed values (25).
   */
  public static void forEach(Class<?> type, Sink sink) {
    Object map = Raw.getReference(type, MAP);
    if (map == null || !(Raw.getReference(map, TABLE) instanceof Object[] bins)) {
      return;
    }
    for (Object bin : bins) {
      for (Object node = bin; node != null; node = Raw.getReference(node, NEXT)) {
        Object identity = Raw.getReference(node, REFERENT);
        Object entry = Raw.getReference(node, ENTRY);
        if (identity != null && CLASS_ENTRY.isInstance(entry)) {
          Object value = Raw.getReference(entry, VALUE);
          if (value != entry) {
            sink.accept(identity, value);
          }
        }
      }
    }
  }

  /** Associates a value, computing nothing. */
  public static void put(ClassValue<?> key, Class<?> type, @Nullable Object value) {
    try {
      PUT.invoke(key, type, value);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
