package dev.district.core.heap;

import dev.district.boot.Offsets;
import dev.district.core.types.IncompatibleImage;
import dev.district.image.meta.PlatformMeta;
import dev.district.jdk.Raw;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Offsets of fields and array elements that the program knows as numbers, from {@code
 * sun.misc.Unsafe}. They depend on the VM's build and flags: compressed references, the size of the
 * heap, the layout of headers. A program that goes on with others would write into the midst of its
 * own objects; so a restart where one differs has to fail.
 */
final class OffsetTable {
  private static final String UNSAFE = "sun.misc.Unsafe";
  private static final String BASE = "[base";
  private static final String SCALE = "[scale";

  /** One of each size, whose offsets are constants of {@code sun.misc.Unsafe}. */
  private static final List<Class<?>> ARRAYS =
      List.of(
          boolean[].class,
          byte[].class,
          short[].class,
          char[].class,
          int[].class,
          long[].class,
          float[].class,
          double[].class,
          Object[].class);

  private OffsetTable() {}

  /**
   * Writes down what the program knows; nothing if it hasn't begun to use {@code sun.misc.Unsafe}.
   */
  static void capture(PlatformMeta meta, Class<?>[] loaded, ToIntFunction<Class<?>> types) {
    if (!isInUse(loaded)) {
      return;
    }
    List<Offsets.Offset> asked = new ArrayList<>(Offsets.all());
    asked.sort(
        Comparator.comparing((Offsets.Offset one) -> one.owner.getName())
            .thenComparing(one -> one.field));
    int count = asked.size() + 2 * ARRAYS.size();
    meta.offsetTypes = new int[count];
    meta.offsetFields = new String[count];
    meta.offsets = new long[count];
    int i = 0;
    for (Offsets.Offset one : asked) {
      put(meta, i++, types.applyAsInt(one.owner), one.field, one.offset);
    }
    for (Class<?> array : ARRAYS) {
      int type = types.applyAsInt(array);
      put(meta, i++, type, BASE, Raw.arrayBase(array));
      put(meta, i++, type, SCALE, Raw.arrayScale(array));
    }
  }

  private static boolean isInUse(Class<?>[] loaded) {
    for (Class<?> type : loaded) {
      if (type.getName().equals(UNSAFE) && type.getClassLoader() == null) {
        return Raw.isInitialized(type);
      }
    }
    return false;
  }

  private static void put(PlatformMeta meta, int index, int type, String field, long offset) {
    meta.offsetTypes[index] = type;
    meta.offsetFields[index] = field;
    meta.offsets[index] = offset;
  }

  /**
   * Compares.
   *
   * @throws IncompatibleImage naming a field that lies elsewhere in this JVM
   */
  static void check(PlatformMeta meta, IntFunction<Class<?>> types) {
    Map<Class<?>, Map<String, Field>> fields = new HashMap<>();
    for (int i = 0; i < meta.offsets.length; i++) {
      Class<?> type = types.apply(meta.offsetTypes[i]);
      String name = meta.offsetFields[i];
      long now =
          switch (name) {
            case BASE -> Raw.arrayBase(type);
            case SCALE -> Raw.arrayScale(type);
            default -> offset(fields.computeIfAbsent(type, OffsetTable::byName).get(name));
          };
      if (now != meta.offsets[i]) {
        throw new IncompatibleImage(
            "the program knows from sun.misc.Unsafe where "
                + (name.startsWith("[")
                    ? "the elements of " + type.getTypeName() + " are"
                    : "field " + name + " of " + type.getTypeName() + " is")
                + ", and in this JVM that is elsewhere; restart it with the build and the flags it"
                + " was started with (UseCompressedOops, UseCompactObjectHeaders, a heap below or"
                + " above 32 GB)",
            null);
      }
      if (!name.startsWith("[")) {
        Offsets.note(type, name, now);
      }
    }
  }

  private static long offset(@Nullable Field field) {
    if (field == null) {
      return -1;
    }
    return Modifier.isStatic(field.getModifiers()) ? Raw.staticOffset(field) : Raw.offset(field);
  }

  private static Map<String, Field> byName(Class<?> type) {
    Map<String, Field> fields = new HashMap<>();
    for (Field field : Raw.declaredFields(type)) {
      fields.put(Offsets.name(field), field);
    }
    return fields;
  }
}
