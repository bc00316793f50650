package dev.district.boot;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Fields whose places in their objects the program has asked {@code sun.misc.Unsafe} for, and what
 * it was told. It keeps those numbers, in fields that look like any others.
 */
public final class Offsets {
  private static final WeakHashMap<Class<?>, Map<String, Long>> ASKED = new WeakHashMap<>();

  private Offsets() {}

  /** A field by its name and type, and its offset. */
  public static final class Offset {
    public final Class<?> owner;
    public final String field;
    public final long offset;

    Offset(Class<?> owner, String field, long offset) {
      this.owner = owner;
      this.field = field;
      this.offset = offset;
    }
  }

  /** End of {@code objectFieldOffset} and {@code staticFieldOffset}. */
  public static void asked(long offset, Field field) {
    note(field.getDeclaringClass(), name(field), offset);
  }

  /** How a field is called here. */
  public static String name(Field field) {
    return field.getName().concat(":").concat(field.getType().getName());
  }

  /** Notes what the program knows. */
  public static void note(Class<?> owner, String field, long offset) {
    synchronized (ASKED) {
      Map<String, Long> fields = ASKED.get(owner);
      if (fields == null) {
        fields = new HashMap<>();
        ASKED.put(owner, fields);
      }
      fields.put(field, offset);
    }
  }

  /** All of it, as far as the classes are still there. */
  public static List<Offset> all() {
    List<Offset> all = new ArrayList<>();
    synchronized (ASKED) {
      for (Map.Entry<Class<?>, Map<String, Long>> owner : ASKED.entrySet()) {
        for (Map.Entry<String, Long> field : owner.getValue().entrySet()) {
          all.add(new Offset(owner.getKey(), field.getKey(), field.getValue()));
        }
      }
    }
    return all;
  }
}
