package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Makes a throwable independent of the VM: its {@code backtrace} points into VM structures and
 * can't be carried, so the stack trace elements are filled in as {@code getStackTrace} would do at
 * first use, without calling that method (a subclass may override it) and without taking the
 * throwable's monitor (a stopped thread may hold it).
 */
public final class StackTraces {
  private static final long BACKTRACE = Raw.offset(Raw.field(Throwable.class, "backtrace"));
  private static final long STACK_TRACE = Raw.offset(Raw.field(Throwable.class, "stackTrace"));
  private static final long DEPTH = Raw.offset(Raw.field(Throwable.class, "depth"));
  private static final Field UNASSIGNED = Raw.field(Throwable.class, "UNASSIGNED_STACK");
  private static final boolean FROM_BACKTRACE;
  private static final MethodHandle OF;

  static {
    Method found = null;
    for (Method method : StackTraceElement.class.getDeclaredMethods()) {
      if (method.getName().equals("of")
          && method.getParameterCount() == 2
          && method.getParameterTypes()[1] == int.class) {
        found = method;
      }
    }
    if (found == null) {
      throw new IllegalStateException("java.lang.StackTraceElement.of(Object, int)");
    }
    FROM_BACKTRACE = found.getParameterTypes()[0] == Object.class;
    try {
      OF =
          Lookups.TRUSTED
              .unreflect(found)
              .asType(MethodType.methodType(StackTraceElement[].class, Object.class, int.class));
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private StackTraces() {}

  /** Fills the elements in if they are still to be computed. */
  public static void materialize(Throwable throwable) {
    Object backtrace = Raw.U.getReference(throwable, BACKTRACE);
    Object present = Raw.U.getReference(throwable, STACK_TRACE);
    if (backtrace == null || present != null && present != unassigned()) {
      return;
    }
    int depth = Raw.U.getInt(throwable, DEPTH);
    if (present == null && depth == 0) {
      return;
    }
    try {
      StackTraceElement[] elements =
          (StackTraceElement[]) OF.invokeExact(FROM_BACKTRACE ? backtrace : throwable, depth);
      Raw.U.putReference(throwable, STACK_TRACE, elements);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private static Object unassigned() {
    return Raw.U.getReference(Raw.staticBase(UNASSIGNED), Raw.staticOffset(UNASSIGNED));
  }
}
