package dev.district.it.programs.ends;

import dev.district.it.programs.Pace;

/** main ends with an exception while another thread goes on: exit code 1, but only at the end. */
public final class MainLeavesEarly {
  private MainLeavesEarly() {}

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    new Thread(
            () -> {
              for (int step = 0; step < steps; step++) {
                Pace.beat();
                System.out.println("step " + step);
              }
              System.out.println("done: " + steps + " steps after main had gone");
            },
            "heir")
        .start();
    throw new IllegalStateException("main leaves");
  }
}
