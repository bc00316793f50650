package dev.district.core.heap;

import dev.district.core.types.ClassOrigin;
import dev.district.core.types.ClassOrigins;
import dev.district.core.types.TypeTable;
import dev.district.image.meta.PlatformMeta;
import dev.district.jdk.ClassValues;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the application's {@code ClassValue}s hold. The values hang on the class mirrors, which are
 * found by name; computing them again would lose their identity and state. As in the platform, a
 * value lives as long as its class value does: it is captured only if something else holds the
 * class value.
 */
final class ClassValueTable {
  private static final Class<?>[] PRIMITIVES = {
    boolean.class,
    byte.class,
    char.class,
    short.class,
    int.class,
    long.class,
    float.class,
    double.class,
    void.class
  };

  private final List<Held> unreached = new ArrayList<>();
  private final List<Integer> types = new ArrayList<>();
  private final List<Integer> keys = new ArrayList<>();
  private final List<Integer> values = new ArrayList<>();

  private record Held(Class<?> type, Object identity, @Nullable Object value) {}

  /** Reads all class values. */
  ClassValueTable(Class<?>[] loaded, ClassOrigins origins) {
    for (Class<?> type : loaded) {
      if (!type.isHidden() && origins.of(type) != ClassOrigin.AGENT) {
        read(type);
      }
    }
    for (Class<?> type : PRIMITIVES) {
      read(type);
    }
  }

  private void read(Class<?> type) {
    ClassValues.forEach(type, (identity, value) -> unreached.add(new Held(type, identity, value)));
  }

  /**
   * Makes the values roots whose class value, one of the application's, has been reached.
   *
   * @return whether there were any, so that the walk has to go on
   */
  boolean reach(
      IdTable ids,
      ClassOrigins origins,
      TypeTable typeTable,
      ToIntBiFunction<@Nullable Object, String> root) {
    int before = keys.size();
    for (Iterator<Held> rest = unreached.iterator(); rest.hasNext(); ) {
      Held held = rest.next();
      int identity = ids.find(held.identity);
      int key = identity == 0 ? 0 : ids.parent(identity);
      if (key > 0 && ids.get(key) instanceof ClassValue<?> classValue) {
        rest.remove();
        ClassOrigin origin = origins.of(classValue.getClass());
        if (origin == ClassOrigin.APPLICATION || origin == ClassOrigin.CUSTOM) {
          keys.add(key);
          types.add(typeTable.id(held.type));
          String name = classValue.getClass().getName();
          values.add(
              root.applyAsInt(held.value, "class value " + name + " of " + held.type.getName()));
        }
      }
    }
    return keys.size() > before;
  }

  void writeTo(PlatformMeta meta) {
    meta.valueTypes = types.stream().mapToInt(Integer::intValue).toArray();
    meta.valueKeys = keys.stream().mapToInt(Integer::intValue).toArray();
    meta.values = values.stream().mapToInt(Integer::intValue).toArray();
  }

  static void restore(
      PlatformMeta meta, IntFunction<Class<?>> type, IntFunction<@Nullable Object> objects) {
    for (int i = 0; i < meta.valueKeys.length; i++) {
      if (objects.apply(meta.valueKeys[i]) instanceof ClassValue<?> key) {
        ClassValues.put(key, type.apply(meta.valueTypes[i]), objects.apply(meta.values[i]));
      }
    }
  }
}
