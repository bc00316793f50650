package dev.district.core.frames;

import dev.district.jdk.LambdaForms;
import dev.district.jdk.LiveFrame;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Frames that add nothing between caller and target but a conversion of the result, and so need not
 * be rebuilt: lambda proxies, and lambda forms that return what the call in progress returns.
 *
 * <p>A lambda form is taken for such only if its code, generated again, says so: combinators that
 * go on after the call (filters, folds, tests, handlers) are not.
 */
final class PassThrough {
  /** Names of forms that end in the call of their target, whatever their types. */
  private static final Set<String> INVOKERS =
      Set.of(
          "invokeExact_MT",
          "invoke_MT",
          "exactInvoker",
          "invoker",
          "linkToTargetMethod",
          "linkToCallSite",
          "invokeStatic",
          "invokeStaticInit",
          "invokeVirtual",
          "invokeSpecial",
          "invokeSpecialIFC",
          "invokeInterface",
          "newInvokeSpecial");

  private static final String FUNCTION_INVOKER = "java.lang.invoke.LambdaForm$NFI";

  private final Map<String, ClassCode> holders = new ConcurrentHashMap<>();

  /** Whether the class is a lambda proxy made by {@code LambdaMetafactory}. */
  static boolean isLambda(Class<?> type) {
    return type.isHidden() && type.getName().contains("$$Lambda") && type.isSynthetic();
  }

  /** Whether the lambda form returns what the call in progress gives it. */
  boolean returnsResult(LiveFrame frame) throws Unresumable {
    if (INVOKERS.contains(frame.method()) || isFunctionInvoker(frame)) {
      return true;
    }
    ClassCode type = code(frame);
    return type != null
        && new FormTail(frame, type.method(frame.method(), frame.descriptor())).returnsResult();
  }

  /**
   * By which the JDK's interpreter calls a function: takes arguments from an array, boxes the
   * result.
   */
  private static boolean isFunctionInvoker(LiveFrame frame) {
    return frame.declaringClass().getName().startsWith(FUNCTION_INVOKER);
  }

  /** The code of the lambda form that the frame runs, or null if it can't be had. */
  @Nullable MethodCode method(LiveFrame frame) throws Unresumable {
    ClassCode type = code(frame);
    return type == null ? null : type.method(frame.method(), frame.descriptor());
  }

  private @Nullable ClassCode code(LiveFrame frame) {
    Class<?> type = frame.declaringClass();
    if (!type.isHidden()) {
      return holders.computeIfAbsent(type.getName(), PassThrough::read);
    }
    Object[] locals = frame.locals();
    if (locals.length == 0 || !(locals[0] instanceof MethodHandle handle)) {
      return null;
    }
    byte[] bytes = LambdaForms.code(handle, type);
    return bytes == null ? null : new ClassCode(bytes, null);
  }

  private static @Nullable ClassCode read(String name) {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? null : new ClassCode(in.readAllBytes(), null);
    } catch (IOException e) {
      return null;
    }
  }
}
