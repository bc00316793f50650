package dev.district.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.VarHandleDesc;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Var handles of instance fields, static fields and array elements, taken apart and found again.
 */
public final class FieldVarHandles {
  /** What a var handle gives access to. */
  public enum Form {
    INSTANCE_FIELD,
    STATIC_FIELD,
    ARRAY_ELEMENT
  }

  /**
   * A variable or kind of variable.
   *
   * @param owner the class that declares the field, or the array class
   * @param value type of the variable
   */
  public record Target(Form form, Class<?> owner, String name, Class<?> value) {}

  private FieldVarHandles() {}

  /** What the handle gives access to, or null if it is of another kind or can't tell. */
  public static @Nullable Target describe(VarHandle handle) {
    Optional<VarHandleDesc> described = handle.describeConstable();
    if (described.isEmpty()) {
      return null;
    }
    String text = described.get().toString();
    Class<?> value = handle.varType();
    if (text.contains("[].class") || handle.coordinateTypes().size() == 2) {
      return new Target(Form.ARRAY_ELEMENT, handle.coordinateTypes().get(0), "", value);
    }
    String name = described.get().constantName();
    if (handle.coordinateTypes().size() == 1) {
      Class<?> owner = handle.coordinateTypes().get(0);
      return new Target(Form.INSTANCE_FIELD, owner, name, value);
    }
    Object base = base(handle);
    return base instanceof Class<?> owner
        ? new Target(Form.STATIC_FIELD, owner, name, value)
        : null;
  }

  private static @Nullable Object base(VarHandle handle) {
    for (Class<?> c = handle.getClass(); c != null; c = c.getSuperclass()) {
      if (Raw.fieldOrNull(c, "declaringClass") != null) {
        return Raw.get(handle, c, "declaringClass");
      }
      if (Raw.fieldOrNull(c, "base") != null) {
        return Raw.get(handle, c, "base");
      }
    }
    return null;
  }

  public static VarHandle find(Target target) {
    if (target.form() == Form.ARRAY_ELEMENT) {
      return MethodHandles.arrayElementVarHandle(target.owner());
    }
    Lookup lookup = Lookups.in(target.owner());
    try {
      return target.form() == Form.INSTANCE_FIELD
          ? lookup.findVarHandle(target.owner(), target.name(), target.value())
          : lookup.findStaticVarHandle(target.owner(), target.name(), target.value());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(target.toString(), e);
    }
  }
}
