package dev.district.core.values;

import dev.district.jdk.Raw;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The static reference fields of platform classes, remembered from one checkpoint to the next. */
public final class StaticFields {
  private final Map<Class<?>, List<Field>> fields = new WeakHashMap<>();
  private final Map<Class<?>, List<Field>> finals = new WeakHashMap<>();

  /** All of them. */
  public synchronized List<Field> references(Class<?> type) {
    return fields.computeIfAbsent(type, StaticFields::find);
  }

  synchronized List<Field> finalReferences(Class<?> type) {
    return finals.computeIfAbsent(
        type,
        key ->
            references(key).stream()
                .filter(field -> Modifier.isFinal(field.getModifiers()))
                .toList());
  }

  private static List<Field> find(Class<?> type) {
    List<Field> found = new ArrayList<>();
    for (Field field : Raw.declaredFields(type)) {
      if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        found.add(field);
      }
    }
    return List.copyOf(found);
  }
}
