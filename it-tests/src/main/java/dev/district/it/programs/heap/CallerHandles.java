package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;

/**
 * Handles of methods that ask who calls them: such a handle is bound to the class that looked it
 * up, and it can reach what that class can reach.
 */
public final class CallerHandles {
  private static final Lookup LOOKUP = MethodHandles.lookup();

  int secret = 7;

  private CallerHandles() {}

  /** Known to this class's loader, and to nobody below it. */
  static final class Inner {}

  public static void main(String[] args) throws Throwable {
    MethodHandle forName =
        LOOKUP.findStatic(Class.class, "forName", MethodType.methodType(Class.class, String.class));
    MethodHandle get =
        LOOKUP
            .findVirtual(Field.class, "getInt", MethodType.methodType(int.class, Object.class))
            .bindTo(CallerHandles.class.getDeclaredField("secret"));
    MethodHandle resource =
        LOOKUP
            .findVirtual(
                Class.class,
                "getResourceAsStream",
                MethodType.methodType(InputStream.class, String.class))
            .bindTo(CallerHandles.class);
    MethodHandle proxy =
        MethodHandles.insertArguments(
            LOOKUP.findStatic(
                Proxy.class,
                "newProxyInstance",
                MethodType.methodType(
                    Object.class,
                    ClassLoader.class,
                    Class[].class,
                    java.lang.reflect.InvocationHandler.class)),
            0,
            CallerHandles.class.getClassLoader(),
            new Class<?>[] {UnaryOperator.class});
    CallerHandles holder = new CallerHandles();
    int steps = Pace.steps(args);
    for (int i = 1; i <= steps; i++) {
      Class<?> inner = (Class<?>) forName.invokeExact(CallerHandles.class.getName() + "$Inner");
      holder.secret += (int) get.invokeExact((Object) holder) % 5;
      int step = i;
      java.lang.reflect.InvocationHandler answer = (p, method, values) -> values[0] + "!" + step;
      @SuppressWarnings("unchecked")
      UnaryOperator<Object> made = (UnaryOperator<Object>) (Object) proxy.invoke(answer);
      try (InputStream in = (InputStream) resource.invokeExact("CallerHandles.class")) {
        System.out.println(
            i
                + " "
                + inner.getSimpleName()
                + " "
                + holder.secret
                + " "
                + made.apply("p")
                + " "
                + Integer.toHexString(in.read()));
      }
      Pace.beat();
    }
    System.out.println("done: " + holder.secret);
  }
}
