package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** Calls in progress inside combined method handles that have more to do afterwards. */
public final class Combinators {
  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static int order;

  private record Point(Object x, Object y) {}

  /** Takes its time to be printed, hashed and compared. */
  private static final class Slow {
    private final int value;

    Slow(int value) {
      this.value = value;
    }

    @Override
    public String toString() {
      step("toString of " + value);
      return "<" + value + ">";
    }

    @Override
    public int hashCode() {
      step("hashCode of " + value);
      return value;
    }

    @Override
    public boolean equals(Object other) {
      step("equals of " + value);
      return other instanceof Slow slow && slow.value == value;
    }
  }

  private Combinators() {}

  private static int step(String where) {
    Pace.beat();
    Pace.beat();
    System.out.println(++order + ": " + where);
    return order;
  }

  private static long add(int a, long b) {
    return a + b + step("add " + a + " " + b);
  }

  private static boolean even(long a) {
    return (step("even " + a) & 1) == 0;
  }

  private static double half(int a) {
    return step("half " + a) / 2.0 + a;
  }

  private static String text(Object a, char c, byte b, boolean z, double d, float f) {
    return a + "" + c + b + z + d + f + step("text");
  }

  private static MethodHandle find(String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    return LOOKUP.findStatic(Combinators.class, name, MethodType.methodType(result, parameters));
  }

  public static void main(String[] args) throws Throwable {
    int rounds = Math.max(1, Pace.steps(args) / 25);
    MethodHandle add = find("add", long.class, int.class, long.class);
    MethodHandle even = find("even", boolean.class, long.class);
    MethodHandle half = find("half", double.class, int.class);
    MethodHandle step = find("step", int.class, String.class);
    MethodHandle text =
        find(
            "text",
            String.class,
            Object.class,
            char.class,
            byte.class,
            boolean.class,
            double.class,
            float.class);
    MethodHandle filtered = MethodHandles.filterReturnValue(add, even);
    MethodHandle folded =
        MethodHandles.foldArguments(
            MethodHandles.permuteArguments(
                add, MethodType.methodType(long.class, int.class, String.class, long.class), 0, 2),
            step);
    MethodHandle collected =
        MethodHandles.filterArguments(
            text, 0, step.asType(MethodType.methodType(Object.class, String.class)));
    MethodHandle nested =
        MethodHandles.filterArguments(
            MethodHandles.insertArguments(text, 1, 'c', (byte) -3, true), 1, half);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
      sum += (boolean) filtered.invokeExact(i, 1L << 40) ? 1 : 2;
      sum += (long) folded.invokeExact("fold", 1L << i);
      System.out.println((String) collected.invokeExact("x", 'y', (byte) i, false, 0.25, 1.5f));
      System.out.println((String) nested.invokeExact((Object) "n", i, 0.5f));
      Slow slow = new Slow(i);
      System.out.println("concatenated " + slow + " and " + sum + slow + 'c' + 2.5);
      Point point = new Point(slow, "y" + slow);
      System.out.println(point + " " + point.hashCode());
      System.out.println(point.equals(new Point(new Slow(i), "y<" + i + ">")));
    }
    System.out.println("done: " + sum + " " + order);
  }
}
