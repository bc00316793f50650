package dev.district.samples;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Three threads count together, visibly: nobody starts the next round before all have finished this
 * one, and the last to arrive prints the line.
 *
 * <p>Arguments: rounds (40), milliseconds between two rounds (100).
 */
public final class Counter {
  private static final String[] NAMES = {"red", "green", "blue"};

  private final long[] counts = new long[NAMES.length];
  private final long pauseMs;
  private int round;

  private Counter(long pauseMs) {
    this.pauseMs = pauseMs;
  }

  public static void main(String[] args) throws InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    Counter counter = new Counter(args.length > 1 ? Long.parseLong(args[1]) : 100);
    CyclicBarrier barrier = new CyclicBarrier(NAMES.length, counter::endRound);
    Thread[] threads = new Thread[NAMES.length];
    for (int i = 0; i < threads.length; i++) {
      int me = i;
      threads[i] = new Thread(() -> counter.count(me, rounds, barrier), NAMES[i]);
      threads[i].start();
    }
    long sum = 0;
    for (int i = 0; i < threads.length; i++) {
      threads[i].join();
      sum += counter.counts[i];
    }
    System.out.println("done: " + rounds + " rounds, sum " + sum);
  }

  private void count(int me, int rounds, CyclicBarrier barrier) {
    try {
      for (int r = 1; r <= rounds; r++) {
        for (int i = 0; i < 100_000 * (me + 1); i++) {
          counts[me] += (i ^ r) & 1;
        }
        barrier.await();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(NAMES[me] + " was left alone", e);
    }
  }

  private void endRound() {
    StringBuilder line = new StringBuilder().append(++round).append(':');
    for (int i = 0; i < NAMES.length; i++) {
      line.append("  ").append(NAMES[i]).append(' ').append(counts[i]);
    }
    System.out.println(line);
    try {
      Thread.sleep(pauseMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
