package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;

/** Ten thousand frames deep, down and up again, with work and lines on the way. */
public final class DeepRecursion {
  private static final int DEPTH = 10_000;
  private static final long STACK_BYTES = 256L << 20;

  private final int every;
  private long entered;

  private DeepRecursion(int every) {
    this.every = every;
  }

  public static void main(String[] args) throws InterruptedException {
    DeepRecursion program = new DeepRecursion(Math.max(1, 2 * DEPTH / Pace.steps(args)));
    Thread deep = new Thread(null, program::run, "deep", STACK_BYTES);
    deep.start();
    deep.join();
    System.out.println("done: " + program.entered + " frames");
  }

  private void run() {
    System.out.println("result " + descend(1, 1L << 40, 0.5, true));
  }

  private double descend(int depth, long key, double weight, boolean left) {
    entered++;
    if (depth % every == 0) {
      Pace.beat();
      System.out.println("down " + depth + ": " + key + " " + weight);
    }
    if (depth == DEPTH) {
      return weight;
    }
    String label = left ? "l" + depth : "r" + depth;
    double below = descend(depth + 1, key ^ (key << 1) ^ depth, weight * 0.999, !left);
    if (depth % every == 0) {
      Pace.beat();
      System.out.println("up " + label + ": " + key + " " + below);
    }
    return below + weight + label.length() + key % 3;
  }
}
