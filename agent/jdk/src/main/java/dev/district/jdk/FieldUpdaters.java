package dev.district.jdk;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * {@code AtomicIntegerFieldUpdater} and its siblings: they hold the offset of a field, which a
 * restart may find elsewhere. A stale offset would corrupt silently.
 */
public final class FieldUpdaters {
  private FieldUpdaters() {}

  public static boolean isUpdater(Class<?> type) {
    return type.getClassLoader() == null
        && type.getName().startsWith("java.util.concurrent.atomic.Atomic")
        && type.getName().contains("FieldUpdater$")
        && Raw.fieldOrNull(type, "tclass") != null;
  }

  /** The class whose field is updated. */
  public static Class<?> target(Object updater) {
    return read(updater, "tclass");
  }

  /** The class that may use the updater. */
  public static Class<?> user(Object updater) {
    return read(updater, "cclass");
  }

  /** The class of the field's values, null for updaters of primitives. */
  public static @Nullable Class<?> values(Object updater) {
    boolean has = Raw.fieldOrNull(updater.getClass(), "vclass") != null;
    return has ? read(updater, "vclass") : null;
  }

  /** The name of the field. */
  public static String field(Object updater) {
    long offset = Raw.getLong(updater, Raw.offset(Raw.field(updater.getClass(), "offset")));
    for (Class<?> c = target(updater); c != null; c = c.getSuperclass()) {
      for (Field field : Raw.declaredFields(c)) {
        if (!Modifier.isStatic(field.getModifiers()) && Raw.offset(field) == offset) {
          return c.getName() + '#' + field.getName();
        }
      }
    }
    throw new IllegalStateException(
        "no field at offset " + offset + " of " + target(updater).getName());
  }

  /** An updater of that class for the field named as {@link #field} names it. */
  public static Object make(
      Class<?> type, String field, Class<?> target, Class<?> user, @Nullable Class<?> values) {
    Object updater = Raw.allocateInstance(type);
    Raw.putLong(updater, Raw.offset(Raw.field(type, "offset")), offset(target, field));
    Raw.set(updater, type, "tclass", target);
    Raw.set(updater, type, "cclass", user);
    if (values != null) {
      Raw.set(updater, type, "vclass", values);
    }
    return updater;
  }

  private static long offset(Class<?> target, String field) {
    int mark = field.indexOf('#');
    for (Class<?> c = target; c != null; c = c.getSuperclass()) {
      if (c.getName().equals(field.substring(0, mark))) {
        return Raw.offset(Raw.field(c, field.substring(mark + 1)));
      }
    }
    throw new IllegalStateException("no field " + field + " in " + target.getName());
  }

  private static Class<?> read(Object updater, String field) {
    if (Raw.get(updater, updater.getClass(), field) instanceof Class<?> type) {
      return type;
    }
    throw new IllegalStateException("updater without " + field);
  }
}
