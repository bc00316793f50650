package dev.district.core.frames;

import dev.district.jdk.Lookups;
import dev.district.jdk.Raw;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cast to a type that code may not name: the value is put, unchecked, into a field of that type
 * in an instance of the resume class. The type of a field in a {@code getfield} isn't checked for
 * access (JVMS 5.4.3.2), that in a {@code checkcast} is.
 */
final class TypeCarrier {
  private static final MethodHandle WRAP =
      Lookups.findVirtual(
          TypeCarrier.class, "wrap", MethodType.methodType(Object.class, Object.class));

  private final String field;
  private @Nullable Class<?> resumeClass;

  TypeCarrier(String field) {
    this.field = field;
  }

  String field() {
    return field;
  }

  void defined(Class<?> type) {
    resumeClass = type;
  }

  MethodHandle handle() {
    return WRAP.bindTo(this);
  }

  private Object wrap(@Nullable Object value) {
    Class<?> type = Objects.requireNonNull(resumeClass, "the resume class isn't defined yet");
    Object carrier = Raw.allocateInstance(type);
    Raw.set(carrier, type, field, value);
    return carrier;
  }
}
