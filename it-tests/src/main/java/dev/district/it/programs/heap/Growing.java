package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A heap that grows by 200 KB a step, of bytes that no compression makes smaller. */
public final class Growing {
  private static final int BLOCK = 200_000;

  private Growing() {}

  public static void main(String[] args) {
    Random random = new Random(5);
    List<byte[]> blocks = new ArrayList<>();
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      byte[] block = new byte[BLOCK];
      random.nextBytes(block);
      blocks.add(block);
      Pace.beat();
      Pace.beat();
      System.out.println("step " + step + ": " + blocks.size() + " blocks");
    }
    long sum = 0;
    for (byte[] block : blocks) {
      for (byte b : block) {
        sum = sum * 31 + b;
      }
    }
    System.out.println("done: digest " + sum);
  }
}
