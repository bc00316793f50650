package dev.district.jdk;

import java.lang.reflect.Field;

/** Stack trace elements renamed without a trace: how they print (loader and module left out or not) is kept too. */
public final class TraceElements {
  private static final Field FORMAT = Raw.field(StackTraceElement.class, "format");

  private TraceElements() {}

  /** The same element with another class and method. */
  public static StackTraceElement renamed(
      StackTraceElement element, String className, String method) {
    StackTraceElement result =
        new StackTraceElement(
            element.getClassLoaderName(),
            element.getModuleName(),
            element.getModuleVersion(),
            className,
            method,
            element.getFileName(),
            element.getLineNumber());
    long offset = Raw.offset(FORMAT);
    Raw.putByte(result, offset, Raw.getByte(element, offset));
    return result;
  }
}
