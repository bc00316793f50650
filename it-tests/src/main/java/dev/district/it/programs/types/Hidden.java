package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Hidden classes of the program: several of one class file, with class data, static state, private
 * access to their nest; objects of them, handles to their members, and interfaces implemented by a
 * method handle.
 */
public final class Hidden {
  private static int secret = 3;

  private Hidden() {}

  /** The class file that is defined again and again; counts by itself. */
  public static final class Template implements IntUnaryOperator {
    private static final List<Object> SEEN = new ArrayList<>();
    private static int calls;
    private final int factor;
    private int last;

    public Template(int factor) {
      this.factor = factor;
    }

    static int sum(IntUnaryOperator other, int step) {
      return ((Template) other).last + step;
    }

    @Override
    public int applyAsInt(int step) {
      calls++;
      SEEN.add(step);
      last = factor * step + secret + SEEN.size();
      return last + calls;
    }

    static Object data() throws IllegalAccessException {
      return MethodHandles.classData(MethodHandles.lookup(), "_", Object.class);
    }
  }

  private record Member(
      IntUnaryOperator object, MethodHandle make, MethodHandle sum, MethodHandle data) {
    static Member define(byte[] file, Object data, int factor) throws Throwable {
      Lookup lookup =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(file, data, true, ClassOption.NESTMATE);
      Class<?> type = lookup.lookupClass();
      MethodHandle make =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, int.class))
              .asType(MethodType.methodType(IntUnaryOperator.class, int.class));
      MethodHandle sum =
          lookup.findStatic(
              type, "sum", MethodType.methodType(int.class, IntUnaryOperator.class, int.class));
      MethodHandle read = lookup.findStatic(type, "data", MethodType.methodType(Object.class));
      IntUnaryOperator object = (IntUnaryOperator) make.invokeExact(factor);
      return new Member(object, make, sum, read);
    }

    String step(int step) throws Throwable {
      int first = object.applyAsInt(step);
      int second = ((IntUnaryOperator) make.invokeExact(2)).applyAsInt(step);
      Class<?> type = object.getClass();
      return first
          + " "
          + second
          + " "
          + (int) sum.invoke(object, step)
          + " "
          + data.invoke()
          + " "
          + type.isHidden()
          + (type.getNestHost() == Hidden.class);
    }
  }

  private static int twice(int x) {
    return 2 * x + secret;
  }

  public static void main(String[] args) throws Throwable {
    byte[] file = bytes("Hidden$Template.class");
    List<String> shared = new ArrayList<>();
    Member first = Member.define(file, shared, 5);
    Member second = Member.define(file, "own data", 7);
    Member last = second;
    MethodHandle twice =
        MethodHandles.lookup()
            .findStatic(Hidden.class, "twice", MethodType.methodType(int.class, int.class));
    IntUnaryOperator proxy = MethodHandleProxies.asInterfaceInstance(IntUnaryOperator.class, twice);
    IntBinaryOperator bound =
        MethodHandleProxies.asInterfaceInstance(
            IntBinaryOperator.class,
            MethodHandles.collectArguments(
                first.sum().bindTo(first.object()),
                0,
                MethodHandles.dropArguments(twice, 1, int.class)));
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      secret += step % 3;
      shared.add("s" + step);
      while (shared.size() > 3) {
        shared.remove(0);
      }
      if (step % 16 == 15) {
        last = Member.define(file, step, step);
      }
      System.out.println(
          step
              + ": "
              + first.step(step)
              + " | "
              + second.step(step)
              + " | "
              + last.step(step)
              + " | "
              + (proxy.applyAsInt(step) + bound.applyAsInt(step, 1))
              + " "
              + MethodHandleProxies.isWrapperInstance(proxy));
    }
    System.out.println("done: " + secret + " " + (first.data().invoke() == shared));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = Hidden.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
