package dev.district.jdk;

import static java.lang.invoke.MethodType.fromMethodDescriptorString;
import static java.lang.invoke.MethodType.methodType;

import dev.district.jdk.DeclaredFields.DeclaredField;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
    DeclaredField field = field(declaring, name);
    Class<?> type = type(declaring, field);
    MethodHandle get =
        Lookups.findVirtual(
            Unsafe.class,
            "get" + suffix(type),
            methodType(carrier(type), Object.class, long.class));
    MethodHandle bound = located(get, declaring, field);
    return bound.asType(bound.type().changeReturnType(type));
  }

  /** {@code (object, value)void}, or {@code (value)void} of a static field. */
  public static MethodHandle setter(Class<?> declaring, String name) {
    DeclaredField field = field(declaring, name);
    Class<?> type = type(declaring, field);
    MethodHandle put =
        Lookups.findVirtual(
            Unsafe.class,
            "put" + suffix(type),
            methodType(void.class, Object.class, long.class, carrier(type)));
    MethodHandle bound = located(put, declaring, field);
    int last = bound.type().parameterCount() - 1;
    return bound.asType(bound.type().changeParameterType(last, type));
  }

  private static DeclaredField field(Class<?> declaring, String name) {
    for (DeclaredField field : DeclaredFields.of(declaring)) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException("no field " + declaring.getName() + "." + name);
  }

  /** Loads the class of this field's type, and of no other's. */
  private static Class<?> type(Class<?> declaring, DeclaredField field) {
    return fromMethodDescriptorString("()" + field.descriptor(), declaring.getClassLoader())
        .returnType();
  }

  /** The static fields of a class are in its mirror, as {@link DeclaredFields} has proved. */
  private static MethodHandle located(
      MethodHandle access, Class<?> declaring, DeclaredField field) {
    MethodHandle bound = MethodHandles.insertArguments(access.bindTo(Raw.U), 1, field.offset());
    return field.isStatic() ? MethodHandles.insertArguments(bound, 0, declaring) : bound;
  }

  private static Class<?> carrier(Class<?> type) {
    return type.isPrimitive() ? type : Object.class;
  }

  private static String suffix(Class<?> type) {
    if (!type.isPrimitive()) {
      return "Reference";
    }
    String name = type.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
