package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls in progress through Method.invoke, Constructor.newInstance and a MethodHandle. */
public final class Reflection {
  private final int weight;

  public Reflection(int weight) {
    Pace.beat();
    this.weight = weight;
  }

  public long work(int x, String text, double factor) {
    Pace.beat();
    return (long) (x * factor) + text.length() + weight;
  }

  public static void fail(int x) {
    Pace.beat();
    throw new IllegalStateException("failed " + x);
  }

  public static void main(String[] args) throws Throwable {
    Method work = Reflection.class.getMethod("work", int.class, String.class, double.class);
    Method fail = Reflection.class.getMethod("fail", int.class);
    Constructor<Reflection> constructor = Reflection.class.getConstructor(int.class);
    MethodHandle handle =
        MethodHandles.lookup()
            .findVirtual(
                Reflection.class,
                "work",
                MethodType.methodType(long.class, int.class, String.class, double.class));
    int steps = Pace.steps(args);
    long sum = 0;
    int failures = 0;
    for (int step = 0; step < steps; step += 4) {
      Reflection target = constructor.newInstance(step);
      sum += (Long) work.invoke(target, step, "text" + step, 1.5);
      sum += (long) handle.invokeExact(target, step, "abc", 2.5);
      try {
        fail.invoke(null, step);
      } catch (InvocationTargetException e) {
        failures += e.getCause().getMessage().length();
      }
      System.out.println("step " + step + ": " + sum + " " + failures);
    }
    System.out.println("done: sum " + sum + ", failures " + failures);
  }
}
