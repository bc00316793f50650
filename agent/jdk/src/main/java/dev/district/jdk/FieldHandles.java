package dev.district.jdk;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import jdk.internal.misc.Unsafe;

/**
 * Getters and setters that ignore access and {@code final}: they go through {@code Unsafe}, for
 * code that takes over from a constructor half-way (JVMS 6.5.putfield allows the write to {@code
 * <init>} of the class alone).
 */
public final class FieldHandles {
  private FieldHandles() {}

  /** {@code (object)value}, or {@code ()value} of a static field. */
  public static MethodHandle getter(Class<?> declaring, String name) {
    Field field = Raw.field(declaring, name);
    Class<?> carrier = carrier(field);
    MethodHandle get =
        Lookups.findVirtual(
            Unsafe.class, "get" + suffix(field), methodType(carrier, Object.class, long.class));
    MethodHandle bound = located(get, field);
    return bound.asType(bound.type().changeReturnType(field.getType()));
  }

  /** {@code (object, value)void}, or {@code (value)void} of a static field. */
  public static MethodHandle setter(Class<?> declaring, String name) {
    Field field = Raw.field(declaring, name);
    MethodHandle put =
        Lookups.findVirtual(
            Unsafe.class,
            "put" + suffix(field),
            methodType(void.class, Object.class, long.class, carrier(field)));
    MethodHandle bound = located(put, field);
    int last = bound.type().parameterCount() - 1;
    return bound.asType(bound.type().changeParameterType(last, field.getType()));
  }

  private static MethodHandle located(MethodHandle access, Field field) {
    boolean isStatic = Modifier.isStatic(field.getModifiers());
    long offset = isStatic ? Raw.staticOffset(field) : Raw.offset(field);
    MethodHandle bound = MethodHandles.insertArguments(access.bindTo(Raw.U), 1, offset);
    return isStatic ? MethodHandles.insertArguments(bound, 0, Raw.staticBase(field)) : bound;
  }

  private static Class<?> carrier(Field field) {
    return field.getType().isPrimitive() ? field.getType() : Object.class;
  }

  private static String suffix(Field field) {
    Class<?> type = field.getType();
    if (!type.isPrimitive()) {
      return "Reference";
    }
    String name = type.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
