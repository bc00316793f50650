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
    List<Field> known = fields.get(type);
    if (known == null) {
      known = find(type);
      fields.put(type, known);
    }
    return known;
  }

  synchronized List<Field> finalReferences(Class<?> type) {
    List<Field> known = finals.get(type);
    if (known == null) {
      List<Field> found = new ArrayList<>();
      for (Field field : references(type)) {
        if (Modifier.isFinal(field.getModifiers())) {
          found.add(field);
        }
      }
      known = List.copyOf(found);
      finals.put(type, known);
    }
    return known;
  }

  /** Looks at the class now if it is one of those asked for later. */
  public void learn(Class<?> type) {
    if (Platform.defines(type) && !type.isArray() && !type.isPrimitive() && !type.isHidden()) {
      finalReferences(type);
    }
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
