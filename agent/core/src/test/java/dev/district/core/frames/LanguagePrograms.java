package dev.district.core.frames;

import static dev.district.core.frames.Probe.poll;

import dev.district.core.frames.LanguageClasses.Derived;
import dev.district.core.frames.elsewhere.Visible;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Bodies with a poll wherever the language gives a frame another shape. */
final class LanguagePrograms {
  private LanguagePrograms() {}

  static String allTypes(
      byte b, short s, char c, boolean z, int i, long l, float f, double d, String o, int[] ar) {
    long l2 = l * 3;
    double d2 = d / 7;
    int k = poll(11);
    return b + "," + s + c + z + i + "," + l2 + "," + f + "," + d2 + o + ar[1] + k + l + d;
  }

  static long operands(long a, double d, String s) {
    return a + (long) (d * 10) + s.length() * (long) (a + poll(5) + three(s.charAt(0), a, poll(2)));
  }

  static long three(char c, long a, int b) {
    return c * a - b;
  }

  static int longStack(int n) {
    return n + (n * 2 + (n * 3 + (int) (n * 4L + (long) (n * 5.0 + (n * 6f + poll(7))))));
  }

  static int tryCatchFinally(int n) {
    int r = 0;
    for (int i = 0; i < n; i++) {
      try {
        r += poll(i);
        if (i == 2) {
          throw new IllegalStateException("x");
        }
        r += 100;
      } catch (IllegalStateException e) {
        r += 1000;
        continue;
      } finally {
        r += 7;
        try {
          r += poll(1);
        } finally {
          r ^= 3;
        }
      }
    }
    return r;
  }

  static int nestedLoops(int n) {
    int r = 0;
    outer:
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int k = 0;
        while (true) {
          if (k++ > 3) {
            break;
          }
          r += i * j * k;
          if (k == 2 && (i + j) % 5 == 0) {
            r += poll(5);
          }
          if (r > 100000) {
            break outer;
          }
        }
      }
    }
    return r;
  }

  static String switches(String x, int q) {
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      switch (i + poll(0)) {
        case 0:
          b.append("zero");
          break;
        case 1:
          b.append(q);
        case 3:
          b.append("t");
          break;
        default:
          b.append(poll(i));
      }
      switch (x) {
        case "aa":
          b.append('A');
          break;
        case "bb":
          b.append(poll(1));
          break;
        default:
      }
    }
    return b.toString();
  }

  static String dynamicCalls(int a) {
    int z = poll(a);
    Function<Integer, String> f = q -> q + ":" + z;
    Supplier<Derived> n = () -> new Derived(2L);
    String r = "res " + z + " " + f.apply(4) + n.get().pf;
    r += poll(3);
    Runnable q = () -> System.getProperty("x");
    q.run();
    IntBinaryOperator op = Math::max;
    return r + op.applyAsInt(z, 3);
  }

  static String lambdaBody(int n) {
    List<String> o = new ArrayList<>();
    IntFunction<String> f =
        k -> {
          String t = "<" + k;
          t += poll(k);
          return t + ">";
        };
    for (int i = 0; i < n; i++) {
      o.add(f.apply(i));
    }
    return o.toString();
  }

  static int lambdaConversion(int n) {
    ToLongFunction<Integer> f = LanguagePrograms::plusPoll;
    return (int) f.applyAsLong(n);
  }

  private static int plusPoll(int n) {
    return n + poll(1);
  }

  static String constructorReference(int n) {
    Function<Integer, Derived> f = Derived::new;
    return f.apply(n).toString() + n;
  }

  static String uninitialized(int n) {
    StringBuilder sb = new StringBuilder("q");
    Derived d = new Derived(poll(n) + 1);
    Pair pair = new Pair(new Derived(poll(3)), new Pair(null, new Derived(poll(4))));
    String chosen = new Derived(n > 3 ? poll(2) : poll(9)).toString();
    return sb + chosen + new String(new char[] {(char) poll('a')}) + d + pair;
  }

  static String uninitializedInLoop(int n) {
    String s = "";
    for (int i = 0; i < n; i++) {
      Derived d = new Derived(poll(i) + 1);
      Pair pair = new Pair(i, new Derived(poll(i)));
      s += d.toString() + pair;
    }
    return s;
  }

  static final class Pair {
    final Object a;
    final Object b;

    Pair(Object a, Object b) {
      this.a = a;
      this.b = b;
      poll(0);
    }

    @Override
    public String toString() {
      return "(" + a + "|" + b + ")";
    }
  }

  static int varargs(Object... a) {
    int s = a.length;
    for (Object o : a) {
      s += o.hashCode() + poll(1);
    }
    return s;
  }

  static final class Outer {
    private final int x = poll(4);

    final class Inner {
      final int y = x + poll(3);

      private int sum() {
        return y + x;
      }
    }

    int f() {
      return new Inner().sum();
    }
  }

  static int fib(int n) {
    if (n == 0) {
      poll(0);
    }
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  static int ackermann(int m, int n) {
    if (m == 0 && n > 5) {
      poll(1);
    }
    if (m == 0) {
      return n + 1;
    }
    return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
  }

  static final class Items extends AbstractList<String> implements Cloneable {
    @Override
    public String get(int i) {
      return "e" + i + poll(0);
    }

    @Override
    public int size() {
      return 3;
    }

    int inheritedField() {
      int r = modCount + poll(1);
      modCount += r;
      return modCount + inheritedMethod();
    }

    int inheritedMethod() {
      removeRange(0, poll(0));
      return 4;
    }

    @Override
    protected Object clone() throws CloneNotSupportedException {
      poll(1);
      return super.clone();
    }
  }

  static final class Subclass extends Visible {
    int touch() {
      int r = poll(2);
      inherited += r;
      return guarded(inherited) + guardedStatic(r) + super.guarded(r);
    }

    int unnameable() {
      int r = poll(1);
      var hidden = pass(make(x -> x), x -> poll(x));
      var again = super.pass(hidden, x -> poll(x));
      return use(again) + r;
    }
  }

  static int inaccessible() {
    var hidden = Visible.make(x -> poll(x));
    var array = new Object[] {hidden};
    for (int i = 0; i < 2; i++) {
      int q = poll(1) + Visible.use(hidden);
      array[0] = q;
    }
    return Visible.use(hidden) + poll(array.length);
  }

  static final class Resource implements AutoCloseable {
    private final int[] log;

    Resource(int[] log) {
      this.log = log;
    }

    @Override
    public void close() {
      log[0] += poll(5);
    }
  }

  static int tryWithResources() {
    int[] log = {0};
    int r = 0;
    try (Resource a = new Resource(log);
        Resource b = new Resource(log)) {
      r += poll(3);
    }
    return r + log[0];
  }

  record Rec(int a, String b) {
    Rec {
      a = poll(a) + 1;
    }

    int s() {
      return a + poll(1) + b.length();
    }
  }

  enum Kind {
    A {
      @Override
      int k() {
        return poll(3);
      }
    },
    B;

    int k() {
      return 9;
    }
  }

  static int enumSwitch() {
    int s = 0;
    for (Kind e : Kind.values()) {
      switch (e) {
        case A:
          s += e.k();
          break;
        case B:
          s += e.k() * 10;
          break;
        default:
      }
    }
    return s + poll(1);
  }

  static int patterns(Object o) {
    if (o instanceof String s && s.length() > poll(1)) {
      return s.length() + poll(1);
    }
    return -1;
  }

  static int interfaceTypes(boolean q) {
    CharSequence c = q ? "abc" : new StringBuilder("x");
    Comparable<?> k = q ? (Comparable<?>) Integer.valueOf(3) : "s";
    return c.length() + poll(1) + k.hashCode();
  }

  static int deadLocals(int start) {
    int n = start;
    {
      String s = "a" + n;
      n += s.length();
    }
    int z;
    {
      long q = n * 2L;
      n += (int) q;
    }
    poll(1);
    z = n;
    {
      Object o = new int[3];
      n += ((int[]) o).length;
    }
    return z + n + poll(2);
  }

  static int outer(int n) {
    int left = n;
    try {
      return inner(left) + 1;
    } catch (IllegalStateException e) {
      return e.getMessage().length() + left;
    } finally {
      left = 0;
    }
  }

  private static int inner(int n) {
    try {
      return poll(n);
    } catch (ArithmeticException e) {
      throw new IllegalStateException("wrapped " + e.getMessage());
    }
  }

  static int arrays() {
    int[][] m = new int[3][poll(4)];
    m[1][poll(2)] += poll(5) * m[0].length;
    int[] a = {1, poll(2), 3};
    a[poll(0)]++;
    return m[1][2] + a[0] + a[1];
  }

  abstract static class Abstract {
    int r;

    Abstract(int q) {
      r = q + init();
    }

    abstract int init();
  }

  static final class Concrete extends Abstract {
    int z = 7;

    Concrete(int q) {
      super(poll(q) * 2);
      z += poll(1);
    }

    @Override
    int init() {
      return z + poll(100);
    }
  }
}
