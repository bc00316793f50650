package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Method handles of every make, held in the heap and called at every step. */
public final class CombinedHandles {
  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final Map<String, MethodHandle> HANDLES = new LinkedHashMap<>();

  private final List<String> seen = new ArrayList<>();

  private CombinedHandles() {}

  private static int add(int a, int b) {
    return a + b;
  }

  private static long weigh(int a, long b, double c, String d) {
    return (long) (a * b + c) + d.length();
  }

  private static boolean odd(int a) {
    return (a & 1) == 1;
  }

  private static int fail(int a) {
    throw new IllegalArgumentException("at " + a);
  }

  private static int rescue(IllegalArgumentException e, int a) {
    return e.getMessage().length() + a;
  }

  private static int last(Throwable t, int result, int a) {
    return t == null ? result - a : -1;
  }

  private int note(int a) {
    seen.add("n" + a);
    return seen.size();
  }

  private static MethodHandle find(String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    return LOOKUP.findStatic(
        CombinedHandles.class, name, MethodType.methodType(result, parameters));
  }

  /** All of type {@code (int)int}. */
  private static void make(CombinedHandles receiver) throws ReflectiveOperationException {
    MethodHandle add = find("add", int.class, int.class, int.class);
    MethodHandle odd = find("odd", boolean.class, int.class);
    MethodHandle fail = find("fail", int.class, int.class);
    MethodHandle plus = MethodHandles.insertArguments(add, 0, 1000);
    MethodHandle weigh =
        find("weigh", long.class, int.class, long.class, double.class, String.class);
    MethodHandle note =
        LOOKUP.findVirtual(
            CombinedHandles.class, "note", MethodType.methodType(int.class, int.class));
    MethodHandle length =
        LOOKUP.findVirtual(String.class, "length", MethodType.methodType(int.class));
    MethodHandle text =
        LOOKUP.findStatic(String.class, "valueOf", MethodType.methodType(String.class, int.class));
    MethodHandle rescue = find("rescue", int.class, IllegalArgumentException.class, int.class);
    MethodHandle last = find("last", int.class, Throwable.class, int.class, int.class);
    HANDLES.put("bound", plus);
    HANDLES.put("receiver", note.bindTo(receiver));
    HANDLES.put("four", MethodHandles.insertArguments(weigh, 1, 5L, 0.75, "abc"));
    HANDLES.put("filtered", MethodHandles.filterReturnValue(text, length));
    HANDLES.put("argument", MethodHandles.filterArguments(plus, 0, plus));
    HANDLES.put("folded", MethodHandles.foldArguments(add, plus));
    HANDLES.put("test", MethodHandles.guardWithTest(odd, plus, note.bindTo(receiver)));
    HANDLES.put(
        "caught", MethodHandles.catchException(fail, IllegalArgumentException.class, rescue));
    HANDLES.put("finally", MethodHandles.tryFinally(plus, last));
    HANDLES.put(
        "dropped", MethodHandles.dropArguments(MethodHandles.constant(int.class, 7), 0, int.class));
    HANDLES.put(
        "permuted",
        MethodHandles.permuteArguments(add, MethodType.methodType(int.class, int.class), 0, 0));
    HANDLES.put("spread", spread(add));
    HANDLES.put("collected", MethodHandles.collectArguments(plus, 0, plus));
    HANDLES.put(
        "counted",
        MethodHandles.countedLoop(
            MethodHandles.dropArguments(MethodHandles.constant(int.class, 3), 0, int.class),
            MethodHandles.identity(int.class),
            MethodHandles.dropArguments(add, 2, int.class)));
    HANDLES.put(
        "invoker", MethodHandles.insertArguments(MethodHandles.exactInvoker(plus.type()), 0, plus));
    HANDLES.put(
        "element",
        MethodHandles.insertArguments(
                MethodHandles.arrayElementGetter(int[].class),
                0,
                new int[] {3, 1, 4, 1, 5, 9, 2, 6})
            .asType(MethodType.methodType(int.class, int.class)));
  }

  private static MethodHandle spread(MethodHandle add) {
    return MethodHandles.insertArguments(add.asSpreader(int[].class, 2), 0, new int[] {4, 5})
        .asType(MethodType.methodType(int.class))
        .asType(MethodType.methodType(int.class));
  }

  public static void main(String[] args) throws Throwable {
    CombinedHandles receiver = new CombinedHandles();
    make(receiver);
    MethodHandle first = HANDLES.get("bound");
    MethodHandle collector =
        HANDLES.get("bound").asType(MethodType.methodType(Object.class, Object.class));
    long sum = 0;
    for (int i = 0; i < Pace.steps(args); i++) {
      Pace.beat();
      for (Map.Entry<String, MethodHandle> entry : HANDLES.entrySet()) {
        MethodHandle handle = entry.getValue();
        Object result =
            handle.type().parameterCount() == 0 ? handle.invoke() : handle.invoke(i % 8);
        sum = sum * 31 + ((Number) result).longValue();
      }
      sum += (int) first.invokeExact(i) + ((Integer) collector.invoke((Object) i));
      System.out.println(i + ": " + sum + " " + (first == HANDLES.get("bound")));
    }
    System.out.println("done: " + receiver.seen.size() + " " + HANDLES.get("test").type());
  }
}
