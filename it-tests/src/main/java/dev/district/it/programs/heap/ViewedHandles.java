package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * Direct method handles seen as others than their members are: a constructor that makes an {@code
 * Object}, an inherited method asked of the subclass, a call of {@code super}, an inherited field.
 */
public final class ViewedHandles {
  private static final MethodHandle MAKE;
  private static final MethodHandle INHERITED;
  private static final MethodHandle SUPER;
  private static final MethodHandle FIELD;
  private static final MethodHandle TEXT;

  /** Has what the other inherits. */
  public static class Base {
    int field;

    /** To be overridden. */
    public String name() {
      return "base";
    }

    /** To be inherited. */
    public int add(int a) {
      field += a;
      return field;
    }
  }

  /** Inherits. */
  public static final class Heir extends Base {
    @Override
    public String name() {
      return "heir";
    }

    static Lookup lookup() {
      return MethodHandles.lookup();
    }
  }

  static {
    try {
      Lookup lookup = MethodHandles.lookup();
      MAKE =
          lookup
              .findConstructor(Heir.class, MethodType.methodType(void.class))
              .asType(MethodType.methodType(Object.class));
      INHERITED =
          lookup.findVirtual(Heir.class, "add", MethodType.methodType(int.class, int.class));
      SUPER =
          Heir.lookup()
              .findSpecial(Base.class, "name", MethodType.methodType(String.class), Heir.class);
      FIELD = lookup.findGetter(Heir.class, "field", int.class);
      TEXT =
          lookup
              .findVirtual(Object.class, "toString", MethodType.methodType(String.class))
              .asType(MethodType.methodType(Object.class, List.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private ViewedHandles() {}

  public static void main(String[] args) throws Throwable {
    List<Object> made = new ArrayList<>();
    for (int i = 0; i < Pace.steps(args); i++) {
      Pace.beat();
      Object one = (Object) MAKE.invokeExact();
      made.add(one);
      Heir heir = (Heir) made.get(i / 2);
      int sum = (int) INHERITED.invokeExact(heir, i);
      String name = (String) SUPER.invokeExact(heir);
      Object text = (Object) TEXT.invokeExact(List.of(i, sum));
      int field = (int) FIELD.invokeExact(heir);
      System.out.println(i + ": " + sum + " " + name + " " + heir.name() + " " + text + field);
    }
    System.out.println("done: " + made.size() + " " + INHERITED.type() + SUPER.type());
  }
}
