package dev.district.core.frames.elsewhere;

import java.util.function.IntUnaryOperator;

/** Gives out objects of a class its callers may not name, and members only subclasses may touch. */
public class Visible {
  protected int inherited = 3;

  static final class Hidden {
    final int v;

    Hidden(int v) {
      this.v = v;
    }
  }

  public static Hidden make(IntUnaryOperator poll) {
    return new Hidden(5 + poll.applyAsInt(0));
  }

  public static int use(Hidden hidden) {
    return hidden.v + 2;
  }

  protected int guarded(int x) {
    return x * 3 + inherited;
  }

  protected Hidden pass(Hidden hidden, IntUnaryOperator poll) {
    poll.applyAsInt(1);
    return hidden;
  }

  protected static int guardedStatic(int x) {
    return x + 11;
  }
}
