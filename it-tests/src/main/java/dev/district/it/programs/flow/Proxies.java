package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Calls in progress through dynamic proxies, one of a JDK interface and one of the program's. */
public final class Proxies {
  /** What the proxy looks like. */
  public interface Adder {
    /** Adds, slowly. */
    long add(long a, int b);
  }

  private static final class Counting implements InvocationHandler {
    private final Object target;
    private int calls;

    private Counting(Object target) {
      this.target = target;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
      calls++;
      if (calls % 6 == 0) {
        Pace.beat();
      }
      try {
        return method.invoke(target, args);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private Proxies() {}

  private static long slowAdd(long a, int b) {
    if (b % 2 == 0) {
      Pace.beat();
    }
    return a + b;
  }

  @SuppressWarnings("unchecked")
  public static void main(String[] args) {
    ClassLoader loader = Proxies.class.getClassLoader();
    Counting adding = new Counting((Adder) Proxies::slowAdd);
    Counting listing = new Counting(new ArrayList<Integer>());
    Adder adder = (Adder) Proxy.newProxyInstance(loader, new Class<?>[] {Adder.class}, adding);
    List<Integer> list =
        (List<Integer>) Proxy.newProxyInstance(loader, new Class<?>[] {List.class}, listing);
    int steps = Pace.steps(args);
    long sum = 0;
    for (int step = 0; step < steps; step++) {
      sum = adder.add(sum, step);
      list.add(step * step);
      try {
        list.get(step % 2 == 0 ? step : -1);
      } catch (IndexOutOfBoundsException e) {
        sum++;
      }
      System.out.println("step " + step + ": " + sum + " " + list.size());
    }
    System.out.println("done: " + sum + " " + adding.calls + " " + listing.calls + " " + list);
  }
}
