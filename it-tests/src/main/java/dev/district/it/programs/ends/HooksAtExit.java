package dev.district.it.programs.ends;

import dev.district.it.programs.Pace;

/** Ends by {@code System.exit} at once; all the work is done by two shutdown hooks. */
public final class HooksAtExit {
  private HooksAtExit() {}

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    Hooks.register(steps);
    System.exit(5);
  }
}
