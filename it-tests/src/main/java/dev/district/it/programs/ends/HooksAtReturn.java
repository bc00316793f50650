package dev.district.it.programs.ends;

import dev.district.it.programs.Pace;

/** Ends by returning from {@code main} at once; all the work is done by two shutdown hooks. */
public final class HooksAtReturn {
  private HooksAtReturn() {}

  public static void main(String[] args) {
    Hooks.register(Pace.steps(args));
  }
}
