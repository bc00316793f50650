package dev.district.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.VarHandleDesc;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Var handles of instance fields, static fields, array elements and of numbers in byte arrays and
 * byte buffers, taken apart and found again. The JDK describes the first three itself (JEP 334);
 * for views, whose description is empty, the class tells the coordinates and a flag the byte order.
 */
public final class VarHandleTargets {
  private static final String VIEWS = "java.lang.invoke.VarHandleByteArrayAs";
  private static final String LAZY = "java.lang.invoke.LazyInitializingVarHandle";

  /** What a var handle gives access to. */
  public enum Form {
    INSTANCE_FIELD,
    STATIC_FIELD,
    ARRAY_ELEMENT,
    BYTE_ARRAY_VIEW,
    BYTE_BUFFER_VIEW
  }

  /**
   * A variable or kind of variable.
   *
   * @param owner the class that declares the field, or the array class; of views the class of
   *     arrays of what is seen
   * @param name the field's; of views the byte order's; else empty
   * @param value type of the variable
   * @param exact whether access has to be of the very types (JDK-8254354)
   */
  public record Target(Form form, Class<?> owner, String name, Class<?> value, boolean exact) {
    Target exactIf(boolean wanted) {
      return new Target(form, owner, name, value, wanted);
    }
  }

  private VarHandleTargets() {}

  /** What the handle gives access to, or null if it is of another kind or can't tell. */
  public static @Nullable Target describe(VarHandle handle) {
    if (handle.getClass().getName().equals(LAZY)) {
      Object target = Raw.get(handle, handle.getClass(), "target");
      Target found = target instanceof VarHandle direct ? describe(direct) : null;
      return found == null ? null : found.exactIf(handle.hasInvokeExactBehavior());
    }
    if (handle.getClass().getName().startsWith(VIEWS)) {
      return view(handle);
    }
    Optional<VarHandleDesc> described = handle.describeConstable();
    if (described.isEmpty()) {
      return null;
    }
    String text = described.get().toString();
    if (text.contains("[].class") || handle.coordinateTypes().size() == 2) {
      return target(handle, Form.ARRAY_ELEMENT, handle.coordinateTypes().get(0), "");
    }
    String name = described.get().constantName();
    if (handle.coordinateTypes().size() == 1) {
      return target(handle, Form.INSTANCE_FIELD, handle.coordinateTypes().get(0), name);
    }
    Object base = base(handle);
    return base instanceof Class<?> owner ? target(handle, Form.STATIC_FIELD, owner, name) : null;
  }

  private static Target target(VarHandle handle, Form form, Class<?> owner, String name) {
    return new Target(form, owner, name, handle.varType(), handle.hasInvokeExactBehavior());
  }

  private static @Nullable Target view(VarHandle handle) {
    Field bigEndian = Raw.fieldOrNull(handle.getClass().getSuperclass(), "be");
    if (bigEndian == null || bigEndian.getType() != boolean.class) {
      return null;
    }
    boolean big = Raw.getByte(handle, Raw.offset(bigEndian)) != 0;
    Class<?> container = handle.coordinateTypes().get(0);
    if (container != byte[].class && container != ByteBuffer.class) {
      return null;
    }
    return target(
        handle,
        container == byte[].class ? Form.BYTE_ARRAY_VIEW : Form.BYTE_BUFFER_VIEW,
        handle.varType().arrayType(),
        (big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).toString());
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
    VarHandle found = lookUp(target);
    return target.exact() ? found.withInvokeExactBehavior() : found;
  }

  private static VarHandle lookUp(Target target) {
    switch (target.form()) {
      case ARRAY_ELEMENT:
        return MethodHandles.arrayElementVarHandle(target.owner());
      case BYTE_ARRAY_VIEW:
        return MethodHandles.byteArrayViewVarHandle(target.owner(), order(target));
      case BYTE_BUFFER_VIEW:
        return MethodHandles.byteBufferViewVarHandle(target.owner(), order(target));
      default:
        return field(target);
    }
  }

  private static ByteOrder order(Target target) {
    return target.name().equals(ByteOrder.BIG_ENDIAN.toString())
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }

  private static VarHandle field(Target target) {
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
