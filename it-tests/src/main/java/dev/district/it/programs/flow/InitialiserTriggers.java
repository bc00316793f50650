package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/** Static initialisers in progress, begun in every way there is, and what comes after them. */
public final class InitialiserTriggers {
  private static int steps;
  private static int order;

  private static class Base {
    static final List<String> SEEN = new ArrayList<>();

    static {
      SEEN.add(slowly("base"));
    }
  }

  /** The superclass comes first. */
  private static final class Derived extends Base {
    static int value = slowly("derived").length();
  }

  private static final class Written {
    static long value = slowly("written").length();
  }

  /** Objects of the class exist before it is initialised. */
  private static final class Single {
    static final Single INSTANCE = new Single("instance");
    static final String AFTER = slowly("single, after");
    final String name;
    final Single self;

    Single(String name) {
      this.name = slowly(name);
      this.self = this;
    }
  }

  private static final class Called {
    static final String NAME;

    static {
      String name = "";
      for (int i = 0; i < 3; i++) {
        name += slowly("called " + i).charAt(0);
      }
      NAME = name;
    }

    static String with(int a, long b, Object c, double d, String e) {
      return NAME + a + b + c + d + e;
    }

    static String without() {
      return NAME;
    }
  }

  private static final class CalledFirst {
    static final String NAME = slowly("called first");

    static String without() {
      return NAME;
    }
  }

  private static final class Named {
    static {
      slowly("named");
    }
  }

  private static final class Reflected {
    static final String NAME = slowly("reflected");

    static String greet(String whom) {
      return NAME + ", " + whom + ", " + slowly("greeting");
    }
  }

  private static final class Made {
    static final String NAME = slowly("made");
    final String name = NAME + "!";
  }

  private static final class Failing {
    static final int VALUE = fail();

    private static int fail() {
      slowly("failing");
      throw new IllegalArgumentException("on purpose");
    }
  }

  private enum Colour {
    RED,
    GREEN(slowly("green")),
    BLUE;

    final String text;

    Colour() {
      this(slowly("colour"));
    }

    Colour(String text) {
      this.text = text + ordinal();
    }
  }

  private interface Constants {
    String FIRST = slowly("interface");
    Object[] ALL = {FIRST, slowly("interface again")};
  }

  private InitialiserTriggers() {}

  private static String slowly(String where) {
    for (int i = 0; i < steps; i++) {
      Pace.beat();
    }
    System.out.println(++order + ": " + where);
    return where;
  }

  public static void main(String[] args) throws Exception {
    steps = Math.max(1, Pace.steps(args) / 20);
    int zero = Math.min(args.length, 0);
    long big = 1L << 40 | order;
    System.out.println(Derived.value + " " + Base.SEEN);
    Written.value = big + 1;
    System.out.println("written " + Written.value);
    System.out.println(new Single("second").name + " " + Single.INSTANCE.self.name + Single.AFTER);
    System.out.println(Called.with(zero, big, Colour.class, 0.5, "x") + Called.without());
    System.out.println(CalledFirst.without() + zero);
    System.out.println(Class.forName(InitialiserTriggers.class.getName() + "$Named"));
    System.out.println(
        Reflected.class.getDeclaredMethod("greet", String.class).invoke(null, "you"));
    System.out.println(Made.class.getDeclaredConstructor().newInstance().name);
    System.out.println(new StringBuilder("b").append(Colour.BLUE.text).append(Colour.GREEN.text));
    System.out.println(Constants.ALL.length + Constants.FIRST);
    try {
      System.out.println(Failing.VALUE);
    } catch (ExceptionInInitializerError e) {
      StackTraceElement[] trace = e.getCause().getStackTrace();
      System.out.println(e.getCause() + " at " + trace[0] + trace[1] + trace[2]);
    }
    try {
      System.out.println(Failing.VALUE);
    } catch (NoClassDefFoundError e) {
      System.out.println(e.getMessage());
    }
    failingCall();
    System.out.println("done: " + order);
  }

  private static void failingCall() throws ReflectiveOperationException {
    try {
      Failing.class.getDeclaredMethod("fail").invoke(null);
    } catch (InvocationTargetException | NoClassDefFoundError e) {
      System.out.println(e.getClass().getName());
    }
  }
}
