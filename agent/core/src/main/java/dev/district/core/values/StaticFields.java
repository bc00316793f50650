package dev.district.core.values;

import dev.district.jdk.Raw;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The static final reference fields of platform classes, remembered from one checkpoint to the
 * next.
 */
public final class StaticFields {
  private final Map<Class<?>, List<Field>> fields = new WeakHashMap<>();

  synchronized List<Field> finalReferences(Class<?> type) {
    List<Field> known = fields.get(type);
    if (known == null) {
      known = find(type);
      fields.put(type, known);
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
      int modifiers = field.getModifiers();
      if (Modifier.isStatic(modifiers)
          && Modifier.isFinal(modifiers)
          && !field.getType().isPrimitive()) {
        found.add(field);
      }
    }
    return List.copyOf(found);
  }
}
