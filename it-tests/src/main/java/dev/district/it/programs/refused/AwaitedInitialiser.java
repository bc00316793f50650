package dev.district.it.programs.refused;

import dev.district.it.programs.Pace;

/** A static initialiser in progress that another thread waits for, inside the VM. */
public final class AwaitedInitialiser {
  private static int steps;

  private static final class Slow {
    private static final int VALUE = slowly();
  }

  private AwaitedInitialiser() {}

  private static int slowly() {
    int sum = 0;
    for (int i = 0; i < steps; i++) {
      Pace.beat();
      sum += i;
      System.out.println("step " + i + ": " + sum);
    }
    return sum;
  }

  public static void main(String[] args) throws InterruptedException {
    steps = Pace.steps(args);
    int[] seen = new int[1];
    Thread waiting =
        new Thread(
            () -> {
              Pace.sleep(300);
              seen[0] = Slow.VALUE;
            },
            "waiting");
    waiting.start();
    int value = Slow.VALUE;
    waiting.join();
    System.out.println("done: " + value + ", the other thread saw " + seen[0]);
  }
}
