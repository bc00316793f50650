package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;

/** Static fields of every type, in classes initialised early, late, and never. */
public final class Statics {
  private static boolean flag;
  private static byte b;
  private static short s;
  private static char c = 'a';
  private static int i;
  private static long l;
  private static float f;
  private static double d;
  private static String text = "";
  private static final int[] FINAL_ARRAY = new int[10];
  private static final long FINAL_LONG = Long.parseLong("123456789012");

  private interface Shared {
    StringBuilder LOG = new StringBuilder("shared");
  }

  private static final class Late {
    private static int made = note("late");
    private static Object self = new Object();
  }

  private static final class Never {
    private static final int MADE = note("never");
  }

  private Statics() {}

  private static int note(String what) {
    Shared.LOG.append(' ').append(what);
    return Shared.LOG.length();
  }

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      flag = !flag;
      b++;
      s += 300;
      c = (char) ('a' + step % 26);
      i += step;
      l += FINAL_LONG;
      f += 0.1f;
      d = d * 1.0001 + 0.3;
      text = flag ? text + c : text;
      FINAL_ARRAY[step % 10] += step;
      if (step > steps / 2) {
        Late.made++;
      }
      Pace.beat();
      System.out.println(
          "step " + step + ": " + flag + " " + b + " " + s + " " + i + " " + l + " " + f + " " + d);
    }
    Object self = Late.self;
    System.out.println(
        "done: "
            + text
            + " "
            + FINAL_ARRAY[3]
            + " "
            + Late.made
            + " "
            + (self == Late.self)
            + " "
            + Shared.LOG
            + " "
            + (steps < 0 ? Never.MADE : 0));
  }
}
