package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;

/** Ways to a field or method that are tied to the VM: handles, updaters, reflection. */
public final class Updaters {
  private static final AtomicIntegerFieldUpdater<Updaters> COUNT =
      AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "count");
  private static final AtomicReferenceFieldUpdater<Updaters, String> TEXT =
      AtomicReferenceFieldUpdater.newUpdater(Updaters.class, String.class, "text");
  private static final VarHandle TOTAL;
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final MethodHandle TWICE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TOTAL = lookup.findVarHandle(Updaters.class, "total", long.class);
      TWICE =
          lookup.findStatic(Updaters.class, "twice", MethodType.methodType(int.class, int.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int count;
  private volatile String text = "";
  private long total;
  private int reflected;

  private static int twice(int x) {
    return 2 * x;
  }

  public static void main(String[] args) throws Throwable {
    Updaters target = new Updaters();
    Field field = Updaters.class.getDeclaredField("reflected");
    Method method = Updaters.class.getDeclaredMethod("twice", int.class);
    LongAdder adder = new LongAdder();
    ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
    ConcurrentSkipListMap<Integer, Integer> sorted = new ConcurrentSkipListMap<>();
    long[] elements = new long[8];
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      COUNT.addAndGet(target, step);
      TEXT.compareAndSet(target, target.text, target.text + step % 10);
      TOTAL.getAndAdd(target, (int) TWICE.invokeExact(step));
      ELEMENT.getAndAdd(elements, step % 8, (long) step);
      field.setInt(target, field.getInt(target) + (int) method.invoke(null, step));
      adder.add(step);
      map.merge(step % 13, step, Integer::sum);
      sorted.merge(step % 17, step, Integer::sum);
      Pace.beat();
      System.out.println(
          "step "
              + step
              + ": "
              + target.count
              + " "
              + target.total
              + " "
              + target.reflected
              + " "
              + adder
              + " "
              + elements[step % 8]
              + " "
              + map.get(step % 13));
    }
    System.out.println("done: " + target.text + " " + map + " " + sorted);
  }
}
