package dev.district.jdk;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Stack trace elements renamed without a trace: how they print (loader and module left out or not)
 * is kept too.
 */
public final class TraceElements {
  /** Line number that says "native method" ({@link StackTraceElement#isNativeMethod}). */
  private static final int NATIVE = -2;

  private static final Field FORMAT = Raw.field(StackTraceElement.class, "format");

  private TraceElements() {}

  /** The same element with another class and method. */
  public static StackTraceElement renamed(
      StackTraceElement element, String className, String method) {
    return like(element, className, method, element.getFileName(), element.getLineNumber());
  }

  /** A native method of the same class. */
  public static StackTraceElement nativeBeside(StackTraceElement element, String method) {
    return like(element, element.getClassName(), method, null, NATIVE);
  }

  private static StackTraceElement like(
      StackTraceElement element, String className, String method, @Nullable String file, int line) {
    StackTraceElement result =
        new StackTraceElement(
            element.getClassLoaderName(),
            element.getModuleName(),
            element.getModuleVersion(),
            className,
            method,
            file,
            line);
    long offset = Raw.offset(FORMAT);
    Raw.putByte(result, offset, Raw.getByte(element, offset));
    return result;
  }
}
