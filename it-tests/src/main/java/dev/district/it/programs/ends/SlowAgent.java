package dev.district.it.programs.ends;

import dev.district.it.programs.Pace;

/** A Java agent of the user's own that takes its time before {@code main} is called. */
public final class SlowAgent {
  private SlowAgent() {}

  /**
   * Called by the JVM.
   *
   * @param steps how many beats it takes
   */
  public static void premain(String steps) {
    int all = Integer.parseInt(steps);
    for (int step = 0; step < all; step++) {
      Pace.beat();
    }
  }
}
