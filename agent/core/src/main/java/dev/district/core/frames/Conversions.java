package dev.district.core.frames;

import org.jspecify.annotations.Nullable;

/**
 * Result conversions of {@code MethodHandle.asType}: primitive widening, unboxing, and zero for
 * nothing.
 */
final class Conversions {
  private Conversions() {}

  /** The value as a box of the kind: a descriptor character; V gives null. */
  static @Nullable Object to(char kind, @Nullable Object value) {
    if (kind == 'V') {
      return null;
    }
    if (kind == 'Z') {
      return value instanceof Boolean ? value : (number(value).intValue() & 1) != 0;
    }
    Number number = number(value);
    return switch (kind) {
      case 'B' -> number.byteValue();
      case 'S' -> number.shortValue();
      case 'C' -> (char) number.intValue();
      case 'I' -> number.intValue();
      case 'J' -> number.longValue();
      case 'F' -> number.floatValue();
      default -> number.doubleValue();
    };
  }

  private static Number number(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Character c) {
      return (int) c;
    }
    if (value instanceof Boolean b) {
      return b ? 1 : 0;
    }
    return (Number) value;
  }
}
