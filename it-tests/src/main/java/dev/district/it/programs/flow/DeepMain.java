package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;

/** The main thread, as deep as its stack of one megabyte allows once the frames are compiled. */
public final class DeepMain {
  private static final int DEPTH = 8_000;

  private static long entered;
  private static int every = Integer.MAX_VALUE;

  private DeepMain() {}

  private static long descend(int depth, long key) {
    entered++;
    if (depth % every == 0) {
      Pace.beat();
      System.out.println("down " + depth + ": " + key);
    }
    if (depth == 0) {
      return key;
    }
    long below = descend(depth - 1, key * 31 + depth);
    if (depth % every == 0) {
      Pace.beat();
      System.out.println("up " + depth + ": " + below);
    }
    return below ^ key >>> 3;
  }

  public static void main(String[] args) {
    long sum = 0;
    for (int i = 0; i < 3_000; i++) {
      sum += descend(100, i);
    }
    every = Math.max(1, 2 * DEPTH / Pace.steps(args));
    sum += descend(DEPTH, sum);
    System.out.println("done: " + sum + " " + entered);
  }
}
