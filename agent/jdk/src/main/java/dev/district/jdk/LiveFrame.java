package dev.district.jdk;

/**
 * One frame of the current thread as the JDK-internal {@code java.lang.LiveStackFrame} sees it:
 * references are the real objects, primitives {@link Slot}s. The operand stack has its bottom at
 * index 0 and no longer holds the arguments of the call in progress. The arrays belong to the
 * caller.
 */
public final class LiveFrame {
  private final Class<?> declaringClass;
  private final String method;
  private final String descriptor;
  private final int bci;
  private final boolean nativeMethod;
  private final Object[] locals;
  private final Object[] operands;
  private final Object[] monitors;

  public LiveFrame(
      Class<?> declaringClass,
      String method,
      String descriptor,
      int bci,
      boolean nativeMethod,
      Object[] locals,
      Object[] operands,
      Object[] monitors) {
    this.declaringClass = declaringClass;
    this.method = method;
    this.descriptor = descriptor;
    this.bci = bci;
    this.nativeMethod = nativeMethod;
    this.locals = locals;
    this.operands = operands;
    this.monitors = monitors;
  }

  public Class<?> declaringClass() {
    return declaringClass;
  }

  public String method() {
    return method;
  }

  public String descriptor() {
    return descriptor;
  }

  /** Index of the instruction in progress, or a negative number in a native method. */
  public int bci() {
    return bci;
  }

  public boolean nativeMethod() {
    return nativeMethod;
  }

  public Object[] locals() {
    return locals;
  }

  public Object[] operands() {
    return operands;
  }

  /** Objects locked by this frame, the lock of a synchronized method included. */
  public Object[] monitors() {
    return monitors;
  }

  @Override
  public String toString() {
    return declaringClass.getName() + "." + method + descriptor + " at " + bci;
  }
}
