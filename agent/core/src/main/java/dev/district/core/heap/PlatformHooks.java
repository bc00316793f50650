package dev.district.core.heap;

import dev.district.core.values.PlatformNames;
import dev.district.image.meta.PlatformMeta;
import dev.district.jdk.LoadedClasses;
import dev.district.jdk.Raw;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Application state that hangs on static fields of platform classes. A field that this JVM doesn't
 * have, or whose class it hasn't initialised, holds no state and is left out.
 */
final class PlatformHooks {
  /**
   * Reads the hooks; their values become roots.
   *
   * @param loaded all classes of this JVM: what isn't loaded holds no state
   */
  PlatformMeta capture(
      Class<?>[] loaded,
      PlatformNames names,
      ToIntBiFunction<@Nullable Object, String> root,
      ToIntFunction<Class<?>> types) {
    Map<String, Class<?>> holders = holders(loaded);
    List<String> objectFields = new ArrayList<>();
    List<Integer> objects = new ArrayList<>();
    List<String> primitiveFields = new ArrayList<>();
    List<Long> primitives = new ArrayList<>();
    for (Hook hook : HookTable.ALL) {
      Class<?> type = holders.get(hook.type());
      Field field = type == null ? null : Raw.fieldOrNull(type, hook.field());
      if (field == null) {
        continue;
      }
      if (field.getType().isPrimitive()) {
        primitiveFields.add(hook.name());
        primitives.add(primitive(field));
        continue;
      }
      Object value = value(field);
      if (staysInPlace(hook, field, value)) {
        if (value != null) {
          names.fillInPlace(value, types.applyAsInt(value.getClass()));
          var ignored = root.applyAsInt(value, hook.place());
        }
      } else if (value != null || hook.mode() != Hook.Mode.REPLACE_IF_SET) {
        if (value != null && hook.mode() == Hook.Mode.REPLACE_NAMED) {
          names.forget(value);
        }
        objectFields.add(hook.name());
        objects.add(root.applyAsInt(value, hook.place()));
      }
    }
    PlatformMeta meta = new PlatformMeta();
    meta.objectFields = objectFields.toArray(String[]::new);
    meta.objects = objects.stream().mapToInt(Integer::intValue).toArray();
    meta.primitiveFields = primitiveFields.toArray(String[]::new);
    meta.primitives = primitives.stream().mapToLong(Long::longValue).toArray();
    return meta;
  }

  /** An object of an application class, a log manager for instance, isn't there yet at restart. */
  private static boolean staysInPlace(Hook hook, Field field, @Nullable Object value) {
    return hook.mode() == Hook.Mode.IN_PLACE
        && Modifier.isFinal(field.getModifiers())
        && (value == null || PlatformNames.isPlatformLoader(value.getClass().getClassLoader()));
  }

  /** The classes of the hooks, as far as they are initialised, by name. */
  private static Map<String, Class<?>> holders(Class<?>[] loaded) {
    Set<String> wanted = new HashSet<>();
    for (Hook hook : HookTable.ALL) {
      wanted.add(hook.type());
    }
    Map<String, Class<?>> holders = new HashMap<>();
    for (Class<?> type : loaded) {
      if (wanted.contains(type.getName())
          && PlatformNames.isPlatformLoader(type.getClassLoader())
          && Raw.isInitialized(type)) {
        holders.put(type.getName(), type);
      }
    }
    return holders;
  }

  /**
   * Sets the captured numbers and flags, after all classes concerned have been initialised: the
   * initialiser of one may count on in another.
   */
  void restorePrimitives(PlatformMeta meta) {
    List<String> names = List.of(meta.primitiveFields);
    Set<String> others = Set.of(meta.objectFields);
    for (Hook hook : HookTable.ALL) {
      if (names.contains(hook.name()) || others.contains(hook.name())) {
        Field ignored = find(hook);
      }
    }
    for (Hook hook : HookTable.ALL) {
      int index = names.indexOf(hook.name());
      Field field = index < 0 ? null : find(hook);
      if (field != null) {
        long captured = meta.primitives[index];
        set(
            field,
            hook.mode() == Hook.Mode.RAISE ? Math.max(captured, primitive(field)) : captured);
      }
    }
  }

  /**
   * Makes the VM throw away code that was compiled with the iteration order of this JVM's own
   * immutable collections as a constant; retransforming a class does that.
   */
  void forgetCompiledOrder(Instrumentation instrumentation) {
    List<Class<?>> readers = new ArrayList<>();
    for (Class<?> type : LoadedClasses.all(instrumentation)) {
      if (type.getName().startsWith("java.util.ImmutableCollections") && !type.isArray()) {
        readers.add(type);
      }
    }
    try {
      instrumentation.retransformClasses(readers.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets the fields whose captured value takes the place of this JVM's. */
  void restoreObjects(PlatformMeta meta, IntFunction<@Nullable Object> objects) {
    List<String> names = List.of(meta.objectFields);
    for (Hook hook : HookTable.ALL) {
      int index = names.indexOf(hook.name());
      Field field = index < 0 ? null : find(hook);
      if (field != null) {
        Object value = objects.apply(meta.objects[index]);
        Raw.putReference(Raw.staticBase(field), Raw.staticOffset(field), value);
      }
    }
  }

  private static @Nullable Field find(Hook hook) {
    try {
      Class<?> type = Class.forName(hook.type(), true, ClassLoader.getPlatformClassLoader());
      return Raw.fieldOrNull(type, hook.field());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static @Nullable Object value(Field field) {
    return Raw.getReference(Raw.staticBase(field), Raw.staticOffset(field));
  }

  private static long primitive(Field field) {
    Object base = Raw.staticBase(field);
    long offset = Raw.staticOffset(field);
    return switch (field.getType().getName()) {
      case "long" -> Raw.getLong(base, offset);
      case "int" -> Raw.getInt(base, offset);
      case "short" -> Raw.getShort(base, offset);
      case "boolean" -> Raw.getByte(base, offset);
      default -> throw new IllegalStateException(field.toString());
    };
  }

  private static void set(Field field, long value) {
    Object base = Raw.staticBase(field);
    long offset = Raw.staticOffset(field);
    switch (field.getType().getName()) {
      case "long" -> Raw.putLong(base, offset, value);
      case "int" -> Raw.putInt(base, offset, (int) value);
      case "short" -> Raw.putShort(base, offset, (short) value);
      case "boolean" -> Raw.putByte(base, offset, (byte) value);
      default -> throw new IllegalStateException(field.toString());
    }
  }
}
