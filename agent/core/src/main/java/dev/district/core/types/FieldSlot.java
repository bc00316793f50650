package dev.district.core.types;

import dev.district.jdk.Raw;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * One field as the image sees it.
 *
 * @param field the reflected field
 * @param size in bytes of a primitive, 0 for a reference
 * @param offset for {@link Raw}, relative to the object or to the static base
 */
public record FieldSlot(Field field, int size, long offset) {
  static FieldSlot of(Field field) {
    boolean isStatic = Modifier.isStatic(field.getModifiers());
    long offset = isStatic ? Raw.staticOffset(field) : Raw.offset(field);
    return new FieldSlot(field, size(field.getType()), offset);
  }

  /** True for fields of a reference type. */
  public boolean isReference() {
    return size == 0;
  }

  /** {@code name descriptor}, as written to the image. */
  public String signature() {
    return field.getName() + ' ' + field.getType().descriptorString();
  }

  static int size(Class<?> type) {
    if (!type.isPrimitive()) {
      return 0;
    }
    if (type == long.class || type == double.class) {
      return Long.BYTES;
    }
    if (type == int.class || type == float.class) {
      return Integer.BYTES;
    }
    return type == short.class || type == char.class ? Short.BYTES : Byte.BYTES;
  }
}
