package dev.district.core.frames;

import static dev.district.core.frames.JdkPrograms.*;
import static dev.district.core.frames.Probe.poll;

import dev.district.core.frames.JdkPrograms.Key;
import dev.district.core.frames.JdkPrograms.Made;
import dev.district.core.frames.JdkPrograms.Service;
import dev.district.jdk.Lookups;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.StringConcatFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Stacks with JDK frames between the program's own. */
final class JdkFramesTest extends PointwiseTest {
  /** A body that calls method handles. */
  private interface Handled {
    Object call() throws Throwable;
  }

  private static Callable<Object> handled(Handled body) {
    return () -> {
      try {
        return body.call();
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable t) {
        throw new IllegalStateException(t);
      }
    };
  }

  @TestFactory
  Collection<DynamicTest> collectionsAndConcurrency() {
    program(
        "ArrayList.forEach",
        () -> {
          int[] s = {0};
          new ArrayList<>(List.of(1, 2, 3)).forEach(x -> s[0] += x * poll(2));
          return s[0];
        });
    program("HashMap.computeIfAbsent", () -> computeIfAbsent());
    locking("ConcurrentHashMap.compute", () -> concurrentCompute());
    program("TreeMap with comparator", () -> treeMap());
    program("List.sort of 5", () -> sort(5));
    program("List.sort of 100", () -> sort(100));
    program("streams", () -> streams());
    program("Stream.iterate", () -> iterated());
    program("HashSet of keys", () -> keys());
    program("toString", () -> texts());
    program("String.format", () -> format());
    program("removeIf, replaceAll, Optional", () -> removeIf());
    program("AbstractQueuedSynchronizer", () -> mutex());
    program("CompletableFuture", () -> future());
    program(
        "FutureTask",
        () -> {
          FutureTask<Integer> f = new FutureTask<>(() -> poll(41) + 1);
          f.run();
          return f.isDone();
        });
    program("ThreadLocal.withInitial", () -> ThreadLocal.withInitial(() -> poll(3) + 1).get());
    return tests();
  }

  @TestFactory
  @SuppressWarnings("removal")
  Collection<DynamicTest> reflection() throws Throwable {
    program(
        "doPrivileged",
        () ->
            java.security.AccessController.doPrivileged(
                (java.security.PrivilegedAction<Integer>) () -> poll(3) + 1));
    Method target = JdkPrograms.class.getDeclaredMethod("target", int.class, long.class);
    target.setAccessible(true);
    program("Method.invoke", () -> "r" + target.invoke(null, 4, 5L));
    Method inflated = JdkPrograms.class.getDeclaredMethod("target", int.class, long.class);
    inflated.setAccessible(true);
    for (int i = 0; i < 40; i++) {
      inflated.invoke(null, 1, 1L);
    }
    program("Method.invoke, inflated", () -> "r" + inflated.invoke(null, 4, 5L));
    Method nothing = JdkPrograms.class.getDeclaredMethod("voidTarget", int[].class);
    nothing.setAccessible(true);
    program(
        "Method.invoke of a void method",
        () -> {
          int[] a = {1};
          return nothing.invoke(null, a) + "" + a[0];
        });
    throwing(
        "Method.invoke, target throws",
        new IllegalStateException("zz"),
        () -> {
          try {
            return target.invoke(null, 4, 5L);
          } catch (InvocationTargetException e) {
            return "wrapped " + e.getCause();
          }
        });
    Service proxy =
        (Service)
            Proxy.newProxyInstance(
                Service.class.getClassLoader(),
                new Class<?>[] {Service.class},
                (self, method, values) -> (Integer) values[0] + values.length + poll(2));
    TestClassBytes.INSTANCE.put(proxy.getClass(), proxyFile(proxy.getClass()));
    program("Proxy", () -> proxy.calc(7, "x") * 2);
    Constructor<Made> made = Made.class.getDeclaredConstructor(int.class);
    made.setAccessible(true);
    program("Constructor.newInstance", () -> made.newInstance(5).q);
    throwing(
        "Constructor.newInstance, constructor throws",
        new IllegalStateException("zz"),
        () -> {
          try {
            return made.newInstance(5).q;
          } catch (InvocationTargetException e) {
            return "wrapped " + e.getCause();
          }
        });
    return tests();
  }

  /** What the agent gets from the VM: the proxy's class file, generated again. */
  private static byte[] proxyFile(Class<?> type) throws Throwable {
    MethodHandle generate =
        Lookups.findStatic(
            Lookups.bootClass("java.lang.reflect.ProxyGenerator"),
            "generateProxyClass",
            MethodType.methodType(
                byte[].class, ClassLoader.class, String.class, List.class, int.class));
    return (byte[])
        generate.invoke(
            type.getClassLoader(),
            type.getName(),
            List.of(type.getInterfaces()),
            Modifier.PUBLIC | Modifier.FINAL);
  }

  @TestFactory
  Collection<DynamicTest> methodHandles() throws Throwable {
    MethodHandle h = handle("handled", int.class, int.class, String.class);
    program("invokeExact", handled(() -> (int) h.invokeExact(5, "abc")));
    program("invoke with conversion", handled(() -> (long) h.invoke((short) 5, "abc")));
    MethodHandle hb = handle("handledBoolean", boolean.class, char.class);
    MethodHandle hc = handle("handledChar", char.class, short.class);
    program(
        "narrow results",
        handled(
            () ->
                (boolean) hb.invokeExact('x')
                    + ""
                    + (char) hc.invokeExact((short) 64)
                    + (Object) hc.invoke((short) 65)));
    MethodHandle made =
        MethodHandles.lookup()
            .findConstructor(Made.class, MethodType.methodType(void.class, int.class));
    program("constructor handle", handled(() -> ((Made) made.invokeExact(4)).q));
    MethodHandle negate =
        MethodHandles.filterReturnValue(
            h,
            MethodHandles.lookup()
                .findStatic(
                    Math.class, "negateExact", MethodType.methodType(int.class, int.class)));
    program("filterReturnValue", handled(() -> (int) negate.invokeExact(5, "abc")));
    MethodHandle folded = handle("folded", int.class, int.class, int.class, String.class);
    MethodHandle fold = MethodHandles.foldArguments(folded, h);
    program("foldArguments", handled(() -> (int) fold.invokeExact(5, "abc")));
    MethodHandle identity = MethodHandles.identity(int.class);
    MethodHandle odd = handle("odd", int.class, int.class);
    MethodHandle guard =
        MethodHandles.guardWithTest(handle("isFive", boolean.class, int.class), identity, odd);
    program(
        "guardWithTest",
        handled(() -> (int) guard.invokeExact(5) + "," + (int) guard.invokeExact(6)));
    MethodHandle filtered =
        MethodHandles.filterArguments(folded, 0, handle("argument", int.class, int.class));
    program("filterArguments", handled(() -> (int) filtered.invokeExact(5, 7, "abc")));
    MethodHandle caught =
        MethodHandles.catchException(
            odd,
            IllegalStateException.class,
            handle("onException", int.class, Throwable.class, int.class));
    partly("catchException", handled(() -> (int) caught.invokeExact(7)));
    MethodHandle concat =
        StringConcatFactory.makeConcatWithConstants(
                MethodHandles.lookup(),
                "c",
                MethodType.methodType(String.class, Object.class, int.class, Key.class),
                "a\1b\1c\1")
            .dynamicInvoker();
    partly(
        "string concatenation handle",
        handled(() -> (String) concat.invokeExact((Object) new Key("z"), 4, new Key("y"))));
    program(
        "string concatenation",
        () -> {
          Object o = new Key("z");
          return "a" + o + "b";
        });
    record Pair(Object q, int z) {}
    partly("record equals", () -> new Pair(new Key("z"), 3).equals(new Pair(new Key("z"), 3)));
    return tests();
  }
}
