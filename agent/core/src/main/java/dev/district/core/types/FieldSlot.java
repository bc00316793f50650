package dev.district.core.types;

import dev.district.jdk.DeclaredFields.DeclaredField;
import dev.district.jdk.Raw;

/**
 * One field as the image sees it.
 *
 * @param name of the field
 * @param descriptor of its type (JVMS 4.3.2)
 * @param size in bytes of a primitive, 0 for a reference
 * @param offset for {@link Raw}, relative to the object or to the class
 */
public record FieldSlot(String name, String descriptor, int size, long offset) {
  static FieldSlot of(DeclaredField field) {
    return new FieldSlot(
        field.name(), field.descriptor(), size(field.descriptor().charAt(0)), field.offset());
  }

  /** True for fields of a reference type. */
  public boolean isReference() {
    return size == 0;
  }

  /** {@code name descriptor}, as written to the image. */
  public String signature() {
    return name + ' ' + descriptor;
  }

  private static int size(char kind) {
    return switch (kind) {
      case 'L', '[' -> 0;
      case 'J', 'D' -> Long.BYTES;
      case 'I', 'F' -> Integer.BYTES;
      case 'S', 'C' -> Short.BYTES;
      default -> Byte.BYTES;
    };
  }
}
