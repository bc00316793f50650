package dev.district.core.heap;

import dev.district.core.values.PlatformNames;
import dev.district.image.meta.PlatformMeta;
import dev.district.jdk.Raw;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Application state that hangs on static fields of platform classes. A field that this JVM doesn't
 * have, or whose class it hasn't initialised, holds no state and is left out.
 */
final class PlatformHooks {
  /** What happens to the field at restart. */
  private enum Mode {
    /** The captured value takes the place of the new JVM's. */
    REPLACE,
    /** The new JVM's object stays and gets the captured contents. */
    IN_PLACE,
    /** The captured primitive is set. */
    SET,
    /** The captured number is set if it is higher, so that numbers stay unique. */
    RAISE
  }

  private record Hook(String type, String field, Mode mode) {
    String name() {
      return type + '#' + field;
    }
  }

  private static final List<Hook> HOOKS =
      List.of(
          new Hook("java.lang.System", "in", Mode.REPLACE),
          new Hook("java.lang.System", "out", Mode.REPLACE),
          new Hook("java.lang.System", "err", Mode.REPLACE),
          new Hook("java.lang.System", "props", Mode.REPLACE),
          new Hook("java.lang.Thread", "defaultUncaughtExceptionHandler", Mode.REPLACE),
          new Hook("java.lang.ApplicationShutdownHooks", "hooks", Mode.REPLACE),
          new Hook("java.util.Locale", "defaultLocale", Mode.REPLACE),
          new Hook("java.util.Locale", "defaultDisplayLocale", Mode.REPLACE),
          new Hook("java.util.Locale", "defaultFormatLocale", Mode.REPLACE),
          new Hook("java.util.TimeZone", "defaultTimeZone", Mode.REPLACE),
          new Hook("java.util.concurrent.ForkJoinPool", "common", Mode.IN_PLACE),
          new Hook("java.util.concurrent.CompletableFuture$Delayer", "delayer", Mode.IN_PLACE),
          new Hook(
              "java.util.concurrent.Executors$DefaultThreadFactory", "poolNumber", Mode.IN_PLACE),
          new Hook("java.lang.ThreadLocal", "nextHashCode", Mode.IN_PLACE),
          new Hook("java.util.Random", "seedUniquifier", Mode.IN_PLACE),
          new Hook("java.util.Timer", "nextSerialNumber", Mode.IN_PLACE),
          new Hook("java.util.ImmutableCollections", "SALT32L", Mode.SET),
          new Hook("java.util.ImmutableCollections", "SALT", Mode.SET),
          new Hook("java.util.ImmutableCollections", "REVERSE", Mode.SET),
          new Hook("java.lang.Thread", "threadInitNumber", Mode.RAISE),
          new Hook("java.lang.Thread", "threadSeqNumber", Mode.RAISE),
          new Hook("java.lang.Thread$ThreadNumbering", "next", Mode.RAISE),
          new Hook("java.util.concurrent.ForkJoinPool", "poolNumberSequence", Mode.RAISE),
          new Hook("java.util.concurrent.ForkJoinPool", "poolIds", Mode.RAISE));

  /** Reads the hooks; their values become roots. */
  PlatformMeta capture(
      PlatformNames names,
      ToIntBiFunction<@Nullable Object, String> root,
      ToIntFunction<Class<?>> types) {
    List<String> objectFields = new ArrayList<>();
    List<Integer> objects = new ArrayList<>();
    List<String> primitiveFields = new ArrayList<>();
    List<Long> primitives = new ArrayList<>();
    for (Hook hook : HOOKS) {
      Field field = find(hook, false);
      if (field == null) {
        continue;
      }
      String place = "static " + hook.type + '.' + hook.field;
      switch (hook.mode) {
        case REPLACE -> {
          objectFields.add(hook.name());
          objects.add(root.applyAsInt(value(field), place));
        }
        case IN_PLACE -> {
          Object value = value(field);
          if (value != null) {
            names.fillInPlace(value, types.applyAsInt(value.getClass()));
            var ignored = root.applyAsInt(value, place);
          }
        }
        default -> {
          primitiveFields.add(hook.name());
          primitives.add(primitive(field));
        }
      }
    }
    PlatformMeta meta = new PlatformMeta();
    meta.objectFields = objectFields.toArray(String[]::new);
    meta.objects = objects.stream().mapToInt(Integer::intValue).toArray();
    meta.primitiveFields = primitiveFields.toArray(String[]::new);
    meta.primitives = primitives.stream().mapToLong(Long::longValue).toArray();
    return meta;
  }

  /** Sets the captured numbers and flags. */
  void restorePrimitives(PlatformMeta meta) {
    List<String> names = List.of(meta.primitiveFields);
    for (Hook hook : HOOKS) {
      int index = names.indexOf(hook.name());
      Field field = index < 0 ? null : find(hook, true);
      if (field != null) {
        long captured = meta.primitives[index];
        set(field, hook.mode == Mode.RAISE ? Math.max(captured, primitive(field)) : captured);
      }
    }
  }

  /**
   * Makes the VM throw away code that was compiled with the iteration order of this JVM's own
   * immutable collections as a constant; retransforming a class does that.
   */
  void forgetCompiledOrder(Instrumentation instrumentation) {
    List<Class<?>> readers = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
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
    for (Hook hook : HOOKS) {
      int index = names.indexOf(hook.name());
      Field field = index < 0 ? null : find(hook, true);
      if (field != null) {
        Object value = objects.apply(meta.objects[index]);
        Raw.putReference(Raw.staticBase(field), Raw.staticOffset(field), value);
      }
    }
  }

  private static @Nullable Field find(Hook hook, boolean initialize) {
    Class<?> type;
    try {
      type = Class.forName(hook.type, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
    if (initialize) {
      Raw.ensureInitialized(type);
    }
    return Raw.isInitialized(type) ? Raw.fieldOrNull(type, hook.field) : null;
  }

  private static @Nullable Object value(Field field) {
    return Raw.getReference(Raw.staticBase(field), Raw.staticOffset(field));
  }

  private static long primitive(Field field) {
    Object base = Raw.staticBase(field);
    long offset = Raw.staticOffset(field);
    Class<?> type = field.getType();
    if (type == long.class) {
      return Raw.getLong(base, offset);
    }
    return type == boolean.class ? Raw.getByte(base, offset) : Raw.getInt(base, offset);
  }

  private static void set(Field field, long value) {
    Object base = Raw.staticBase(field);
    long offset = Raw.staticOffset(field);
    Class<?> type = field.getType();
    if (type == long.class) {
      Raw.putLong(base, offset, value);
    } else if (type == boolean.class) {
      Raw.putByte(base, offset, (byte) value);
    } else {
      Raw.putInt(base, offset, (int) value);
    }
  }
}
