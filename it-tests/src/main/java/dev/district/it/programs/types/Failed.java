package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;

/** Classes whose initialisers have failed stay so, and are tried but once. */
public final class Failed {
  private static final List<String> RUNS = new ArrayList<>();

  /** Thrown by an initialiser. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  private static class Own {
    static int value = run("Own");

    static {
      if (value > 0) {
        throw new Broken("own: exception");
      }
    }
  }

  private static final class Below extends Own {
    static int other = 1;
  }

  private static final class Silent {
    static final String[] TEXTS = {null};
    static int length = run("Silent") + TEXTS[0].length();
  }

  private static final class Serious {
    static int value;

    static {
      value = run("Serious");
      if (value > 0) {
        throw new AssertionError("an error");
      }
    }
  }

  private static final class Late {
    static int value = run("Late");

    static {
      if (value > 0) {
        throw new Broken("late");
      }
    }
  }

  private Failed() {}

  private static int run(String name) {
    RUNS.add(name);
    return RUNS.size();
  }

  private interface Use {
    int value();
  }

  private static String use(Use use) {
    try {
      return "is " + use.value();
    } catch (Throwable t) {
      Throwable cause = t.getCause();
      String where = "";
      if (t instanceof NoClassDefFoundError && cause != null) {
        StackTraceElement top = cause.getStackTrace()[0];
        where = " at " + top.getClassName() + ":" + top.getLineNumber();
      }
      return t + " because of " + cause + where;
    }
  }

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      System.out.println("step " + step + ": " + use(() -> Own.value));
      Pace.beat();
      System.out.println(use(() -> Below.other) + ", " + use(() -> Silent.length));
      System.out.println(
          use(() -> Serious.value) + (step > steps / 2 ? use(() -> Late.value) : ""));
    }
    System.out.println("done: " + RUNS);
  }
}
