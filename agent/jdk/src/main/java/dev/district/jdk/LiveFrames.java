package dev.district.jdk;

import static java.lang.invoke.MethodType.methodType;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Walks the current thread with {@code java.lang.LiveStackFrame}, the JDK's own look at locals,
 * operand stack and monitors of every frame, hidden and JDK frames included. Works for interpreted
 * and compiled frames alike; objects that C2 has scalar-replaced in compiled callers come back as
 * null unless the caller prevents it (see the design page on threads). Requires {@code
 * java.base/java.lang} to be open to this module.
 */
public final class LiveFrames {
  private static final Class<?> FRAME = Lookups.bootClass("java.lang.LiveStackFrame");
  private static final Class<?> SLOT = Lookups.bootClass("java.lang.LiveStackFrame$PrimitiveSlot");
  private static final MethodHandle LOCALS = array("getLocals");
  private static final MethodHandle OPERANDS = array("getStack");
  private static final MethodHandle MONITORS = array("getMonitors");
  private static final MethodHandle SIZE = ofSlot("size", int.class);
  private static final MethodHandle INT = ofSlot("intValue", int.class);
  private static final MethodHandle LONG = ofSlot("longValue", long.class);
  private static final StackWalker WALKER = walker();
  private static final Object[] NONE = {};

  private LiveFrames() {}

  /** Frames of the current thread, innermost first, beginning with the caller of this method. */
  public static List<LiveFrame> walk() {
    return WALKER.walk(LiveFrames::collect);
  }

  /** Pays the first-use cost (some 25 ms) at a time of the caller's choice. */
  public static void warmUp() {
    for (int i = 0; i < 3; i++) {
      walk();
    }
  }

  private static List<LiveFrame> collect(Stream<StackFrame> frames) {
    List<LiveFrame> result = new ArrayList<>(64);
    frames.skip(1).forEach(frame -> result.add(convert(frame)));
    return result;
  }

  private static LiveFrame convert(StackFrame frame) {
    try {
      return new LiveFrame(
          frame.getDeclaringClass(),
          frame.getMethodName(),
          frame.getDescriptor(),
          frame.getByteCodeIndex(),
          frame.isNativeMethod(),
          slots((Object[]) LOCALS.invokeExact((Object) frame)),
          slots((Object[]) OPERANDS.invokeExact((Object) frame)),
          owned((Object[]) MONITORS.invokeExact((Object) frame)));
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private static Object[] slots(Object[] raw) throws Throwable {
    if (raw == null || raw.length == 0) {
      return NONE;
    }
    Object[] result = new Object[raw.length];
    for (int i = 0; i < raw.length; i++) {
      Object value = raw[i];
      result[i] = SLOT.isInstance(value) ? slot(value) : value;
    }
    return result;
  }

  private static Slot slot(Object primitive) throws Throwable {
    int size = (int) SIZE.invokeExact(primitive);
    return new Slot(
        size == 4 ? (int) INT.invokeExact(primitive) : (long) LONG.invokeExact(primitive));
  }

  private static Object[] owned(Object[] raw) {
    if (raw == null || raw.length == 0) {
      return NONE;
    }
    List<Object> result = new ArrayList<>(raw.length);
    for (Object monitor : raw) {
      if (monitor != null && !SLOT.isInstance(monitor)) {
        result.add(monitor);
      }
    }
    return result.toArray();
  }

  private static MethodHandle array(String name) {
    return Lookups.findVirtual(FRAME, name, methodType(Object[].class))
        .asType(methodType(Object[].class, Object.class));
  }

  private static MethodHandle ofSlot(String name, Class<?> result) {
    return Lookups.findVirtual(SLOT, name, methodType(result))
        .asType(methodType(result, Object.class));
  }

  private static StackWalker walker() {
    try {
      MethodHandle factory =
          Lookups.findStatic(FRAME, "getStackWalker", methodType(StackWalker.class, Set.class));
      Set<Option> options = EnumSet.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES);
      return (StackWalker) factory.invoke(options);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
