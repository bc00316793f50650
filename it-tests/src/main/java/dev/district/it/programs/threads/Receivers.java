package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;

/**
 * Synchronized methods that don't need their receiver any more while they work on: the JIT keeps no
 * variable for it, and yet they release its lock when they return.
 */
public final class Receivers {
  private static final int ROUNDS = 40;
  private static final int SPINS = 180_000;

  private long sum;

  private Receivers() {}

  private synchronized int work(int seed) {
    int x = seed;
    for (int round = 0; round < ROUNDS; round++) {
      x = mix(x);
    }
    return x;
  }

  private synchronized int nested(Object inner, int seed) {
    synchronized (inner) {
      int x = work(seed);
      for (int round = 0; round < ROUNDS; round++) {
        x = mix(x);
      }
      return x;
    }
  }

  private synchronized void add(int x) {
    sum += x;
  }

  private static int mix(int seed) {
    int x = seed | 1;
    for (int i = 0; i < SPINS; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    }
    return x;
  }

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args);
    Receivers receivers = new Receivers();
    Object inner = new Object();
    Thread other =
        new Thread(
            () -> {
              for (int step = 0; step < steps; step++) {
                receivers.add(step);
                Pace.sleep(1);
              }
            });
    other.start();
    for (int step = 0; step < steps; step++) {
      int x = receivers.work(step) ^ receivers.nested(inner, step);
      boolean held = Thread.holdsLock(receivers) || Thread.holdsLock(inner);
      System.out.println("step " + step + ": " + x + " " + held);
    }
    other.join();
    System.out.println("done: " + receivers.sum);
  }
}
