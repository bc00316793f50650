package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;

/** Constructors in progress: own, inherited, nested in arguments, and before {@code super(...)}. */
public final class Constructors {
  private static final List<Object> ESCAPED = new ArrayList<>();

  private static class Base {
    private final int first;

    private Base(int first) {
      Pace.beat();
      this.first = first;
      ESCAPED.add(this);
      init();
      Pace.beat();
    }

    void init() {
      Pace.beat();
    }
  }

  private static final class Derived extends Base {
    private final List<String> log = new ArrayList<>(List.of("initialised"));
    private final Base inner;
    private final long second;

    {
      Pace.beat();
      log.add("block");
    }

    private Derived(int n) {
      super(slowly(n) + 1);
      second = slowly(n) * 1_000_000_007L;
      inner = n > 0 ? new Derived(n - 1) : new Base(n);
      log.add("end " + n);
    }

    @Override
    void init() {
      Pace.beat();
      if (log != null) {
        throw new IllegalStateException("the field was set before its initialiser");
      }
    }
  }

  private Constructors() {}

  private static int slowly(int n) {
    Pace.beat();
    return n;
  }

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    long sum = 0;
    for (int step = 0; step < steps; step += 20) {
      Base base = new Derived(2);
      int depth = 0;
      while (base instanceof Derived derived) {
        sum += derived.second + derived.log.size() + base.first;
        base = derived.inner;
        depth++;
      }
      StringBuilder text = new StringBuilder(new String("a" + slowly(step)) + new Base(step).first);
      System.out.println("step " + step + ": " + sum + " " + depth + " " + text);
    }
    System.out.println("done: sum " + sum + ", escaped " + ESCAPED.size());
  }
}
