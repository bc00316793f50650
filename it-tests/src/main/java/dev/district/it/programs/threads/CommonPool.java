package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

/** The common pool, which always has tasks waiting: the JDK holds it in more than one field. */
public final class CommonPool {
  private static final int AHEAD = 40;

  private CommonPool() {}

  private static final class Sum extends RecursiveTask<Long> {
    private final int from;
    private final int to;

    Sum(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected Long compute() {
      if (to - from < 4) {
        Pace.sleep(2);
        long sum = 0;
        for (int i = from; i < to; i++) {
          sum += i;
        }
        return sum;
      }
      int middle = (from + to) / 2;
      Sum left = new Sum(from, middle);
      left.fork();
      return new Sum(middle, to).compute() + left.join();
    }
  }

  private static int slow(int i) {
    Pace.sleep(20);
    return i * i;
  }

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    Deque<CompletableFuture<String>> ahead = new ArrayDeque<>();
    for (int i = 1; i <= steps + AHEAD; i++) {
      int step = i;
      ahead.add(
          CompletableFuture.supplyAsync(() -> slow(step))
              .thenCombineAsync(
                  CompletableFuture.supplyAsync(() -> new Sum(0, step % 30).invoke()),
                  (square, sum) -> step + " " + square + " " + sum));
      if (i > AHEAD) {
        System.out.println(ahead.remove().join());
        Pace.beat();
      }
    }
    System.out.println("done: " + (ForkJoinPool.commonPool().getParallelism() > 0));
  }
}
