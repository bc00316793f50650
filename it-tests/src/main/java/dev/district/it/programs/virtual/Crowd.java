package dev.district.it.programs.virtual;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An executor with a virtual thread per task and very many tasks, which sleep, and meet at a lock.
 *
 * <p>Arguments: steps, tasks (300).
 */
public final class Crowd {
  private Crowd() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int steps = Pace.steps(args);
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 300;
    AtomicLong beats = new AtomicLong();
    ReentrantLock lock = new ReentrantLock();
    long[] shared = new long[1];
    ExecutorService executor = Virtual.executor();
    List<Future<Integer>> futures = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      int me = task;
      futures.add(
          executor.submit(
              () -> {
                for (int i = 0; i < steps / 10; i++) {
                  Thread.sleep(300 + me % 50);
                  beats.incrementAndGet();
                  lock.lock();
                  try {
                    shared[0] += me;
                  } finally {
                    lock.unlock();
                  }
                }
                return me;
              }));
    }
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      System.out.println("step " + step);
    }
    long sum = 0;
    for (Future<Integer> future : futures) {
      sum += future.get();
    }
    executor.shutdown();
    boolean ended = executor.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println("done: " + sum + " " + beats + " " + shared[0] + ", ended " + ended);
  }
}
