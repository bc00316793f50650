package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

/**
 * Nothing but reflective calls: a checkpoint meets a thread between the beginning of one and the
 * method or constructor that it calls.
 */
public final class ReflectiveCalls {
  private static final int CALLS = 1_200_000;

  private static int called;

  private final int value;

  public ReflectiveCalls(int value) {
    this.value = value;
  }

  /** Counts. */
  public static int next(int value) {
    return ++called + value;
  }

  /** The number that it was made with. */
  public int value() {
    return value;
  }

  public static void main(String[] args) throws ReflectiveOperationException {
    int steps = Pace.steps(args) * 2;
    Method next = ReflectiveCalls.class.getMethod("next", int.class);
    Method value = ReflectiveCalls.class.getMethod("value");
    Constructor<ReflectiveCalls> constructor = ReflectiveCalls.class.getConstructor(int.class);
    long sum = 0;
    for (int step = 1; step <= steps; step++) {
      for (int call = 0; call < CALLS; call++) {
        Object number = next.invoke(null, call);
        ReflectiveCalls made = constructor.newInstance(call);
        if (!(number instanceof Integer known) || made == null) {
          System.out.println("lost at " + call + ": " + number + ", " + made);
          return;
        }
        sum += known + (Integer) value.invoke(made);
      }
      System.out.println("step " + step + ": " + sum);
    }
    System.out.println("done: " + called + " calls, sum " + sum);
  }
}
