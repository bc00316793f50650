package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Fixed, cached, single, work-stealing and fork-join pools with work queued and running. */
public final class Pools {
  private Pools() {}

  private static final class Sum extends RecursiveTask<Long> {
    private final int from;
    private final int to;

    private Sum(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected Long compute() {
      if (to - from <= 8) {
        Pace.beat();
        return LongRange.sum(from, to);
      }
      Sum left = new Sum(from, (from + to) / 2);
      Sum right = new Sum((from + to) / 2, to);
      left.fork();
      return right.compute() + left.join();
    }
  }

  private static final class LongRange {
    private static long sum(int from, int to) {
      return IntStream.range(from, to).asLongStream().sum();
    }
  }

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int steps = Pace.steps(args);
    List<ExecutorService> pools =
        List.of(
            Executors.newFixedThreadPool(3),
            Executors.newCachedThreadPool(),
            Executors.newSingleThreadExecutor(),
            Executors.newWorkStealingPool(3),
            new ForkJoinPool(2));
    long all = 0;
    for (int step = 0; step < steps; step += 20) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int value = step * i;
        tasks.add(() -> slowly(value));
      }
      long sum = 0;
      for (ExecutorService pool : pools) {
        List<Future<Integer>> started = new ArrayList<>();
        for (Callable<Integer> task : tasks) {
          started.add(pool.submit(task));
        }
        for (Future<Integer> future : started) {
          sum += future.get();
        }
      }
      ExecutorCompletionService<Integer> completion = new ExecutorCompletionService<>(pools.get(0));
      tasks.forEach(completion::submit);
      for (int i = 0; i < tasks.size(); i++) {
        sum += completion.take().get();
      }
      sum += ((ForkJoinPool) pools.get(4)).invoke(new Sum(0, step + 20));
      all += sum;
      System.out.println("step " + step + ": " + sum);
    }
    boolean ended = true;
    for (ExecutorService pool : pools) {
      pool.shutdown();
      ended &= pool.awaitTermination(20, TimeUnit.SECONDS);
    }
    System.out.println("done: sum " + all + ", all pools ended " + ended);
  }

  private static int slowly(int value) {
    Pace.beat();
    return value;
  }
}
