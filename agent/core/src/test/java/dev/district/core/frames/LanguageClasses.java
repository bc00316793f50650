package dev.district.core.frames;

import static dev.district.core.frames.Probe.poll;

/** Classes whose methods have a poll wherever inheritance gives a frame another shape. */
final class LanguageClasses {
  private LanguageClasses() {}

  static class Base {
    protected int bf = 3;

    int foo(int x) {
      return x * 2 + poll(1);
    }
  }

  interface Shape {
    default int dm(int a) {
      return a + poll(10) + pm(2);
    }

    private int pm(int q) {
      return q + poll(0);
    }

    static int sm(int a) {
      return a * poll(3);
    }
  }

  interface Shape2 extends Shape {
    @Override
    default int dm(int a) {
      return Shape.super.dm(a) * 7;
    }
  }

  static class Derived extends Base implements Shape2 {
    int pf = 5;
    private final int fin;
    final String text;

    Derived(int a) {
      super();
      pf += a;
      fin = poll(a) + 1;
      text = "k" + fin + pf;
    }

    Derived() {
      this(poll(6));
      pf++;
    }

    Derived(long q) {
      fin = (int) q;
      text = null;
    }

    @Override
    int foo(int x) {
      int r = super.foo(x) + pf;
      return r + priv(r);
    }

    private int priv(int z) {
      return z ^ pf ^ poll(77);
    }

    @Override
    public int dm(int a) {
      return Shape2.super.dm(a) + 1;
    }

    synchronized int sync(int a) {
      return a + poll(5) + (Thread.holdsLock(this) ? 1000 : 0);
    }

    static synchronized int staticSync(int a) {
      return a + poll(5) + (Thread.holdsLock(Derived.class) ? 1000 : 0);
    }

    int blocks(Object o) {
      int r = 0;
      synchronized (o) {
        synchronized (this) {
          for (int i = 0; i < 3; i++) {
            r += poll(i) * (Thread.holdsLock(o) && Thread.holdsLock(this) ? 10 : 1);
          }
          r += Thread.holdsLock(this) ? 1 : 0;
        }
        r += (Thread.holdsLock(this) ? 7 : 0) + poll(1) + (Thread.holdsLock(o) ? 50 : 0);
      }
      r += Thread.holdsLock(o) ? 500 : 0;
      return r;
    }

    int threeBlocks(Object a, Object b) {
      int r = 0;
      synchronized (a) {
        synchronized (b) {
          synchronized (this) {
            synchronized (a) {
              r += poll(3);
            }
            r += poll(2) + (Thread.holdsLock(a) && Thread.holdsLock(b) ? 100 : 0);
          }
        }
        r += Thread.holdsLock(b) ? 1 : 20;
      }
      return r + (Thread.holdsLock(a) ? 1 : 300);
    }

    @Override
    public String toString() {
      return "D" + pf + "," + fin + "," + text;
    }
  }

  static class Generic<T extends Comparable<T>> {
    T v;

    Generic(T v) {
      this.v = v;
    }

    T get() {
      poll(1);
      return v;
    }
  }

  static final class GenericString extends Generic<String> {
    GenericString(String s) {
      super(s);
    }

    @Override
    String get() {
      return super.get() + "!";
    }
  }
}
