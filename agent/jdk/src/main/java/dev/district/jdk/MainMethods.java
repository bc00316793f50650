package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The main class and its main method as the java launcher knows them: {@code public static void
 * main(String[])} on 17, on 25 whatever JEP 512 allows.
 */
public final class MainMethods {
  private MainMethods() {}

  /** The class whose main method the launcher of this JVM runs, or null if there is none. */
  public static @Nullable Class<?> mainClass() {
    return (Class<?>) Raw.getStatic(Lookups.bootClass("sun.launcher.LauncherHelper"), "appClass");
  }

  /** Calls it, as the launcher does once the class has been initialised. */
  public static void run(Class<?> type, String[] arguments) throws Throwable {
    Method method = find(type);
    MethodHandle main = Lookups.TRUSTED.unreflect(method);
    if (!Modifier.isStatic(method.getModifiers())) {
      Constructor<?> constructor = type.getDeclaredConstructor();
      main = main.bindTo(Lookups.TRUSTED.unreflectConstructor(constructor).invoke());
    }
    if (method.getParameterCount() == 0) {
      main.asType(MethodType.methodType(void.class)).invokeExact();
    } else {
      main.asType(MethodType.methodType(void.class, String[].class)).invokeExact(arguments);
    }
  }

  private static Method find(Class<?> type) throws Throwable {
    if (Runtime.version().feature() < 25) {
      return type.getMethod("main", String[].class);
    }
    Class<?> finder = Lookups.bootClass("jdk.internal.misc.MethodFinder");
    return (Method) Lookups.findByName(finder, "findMainMethod", Class.class).invoke(type);
  }
}
