package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Chains of completable futures on the common pool, and the group calls of executors. */
public final class Futures {
  private Futures() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args) / 8;
    ExecutorService pool = Executors.newFixedThreadPool(3);
    long sum = 0;
    for (int step = 0; step < steps; step++) {
      long result = chain(step) + failing(step) + all(pool, step) + any(pool, step);
      result += completion(pool, step);
      sum += result;
      System.out.println("step " + step + ": " + result);
    }
    pool.shutdown();
    System.out.println("done: " + sum + " " + pool.awaitTermination(10, TimeUnit.SECONDS));
  }

  private static int slowly(int value) {
    Pace.beat();
    return value;
  }

  private static long chain(int step) throws InterruptedException, ExecutionException {
    List<CompletableFuture<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int value = step + i;
      parts.add(
          CompletableFuture.supplyAsync(() -> slowly(value))
              .thenApplyAsync(x -> x * 2)
              .thenCompose(x -> CompletableFuture.supplyAsync(() -> x + 1))
              .thenCombineAsync(CompletableFuture.supplyAsync(() -> slowly(value)), Integer::sum));
    }
    CompletableFuture<?>[] array = parts.toArray(new CompletableFuture<?>[0]);
    return CompletableFuture.allOf(array)
        .thenApply(done -> parts.stream().mapToLong(CompletableFuture::join).sum())
        .get();
  }

  private static int failing(int step) {
    return CompletableFuture.supplyAsync(() -> fail(step))
        .handleAsync((value, e) -> e instanceof CompletionException ? -1 : value)
        .whenComplete((value, e) -> Pace.beat())
        .exceptionally(e -> -2)
        .join();
  }

  private static int fail(int step) {
    if (slowly(step) % 2 == 0) {
      throw new IllegalArgumentException("even");
    }
    return step;
  }

  private static long all(ExecutorService pool, int step) throws Exception {
    long sum = 0;
    for (Future<Integer> future : pool.invokeAll(tasks(step))) {
      sum += future.get();
    }
    return sum;
  }

  private static long any(ExecutorService pool, int step) throws Exception {
    Callable<Integer> same = () -> slowly(step);
    return pool.invokeAny(List.of(same, same, same));
  }

  private static long completion(ExecutorService pool, int step) throws Exception {
    ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(pool);
    List<Callable<Integer>> tasks = tasks(step);
    tasks.forEach(service::submit);
    long sum = 0;
    for (int i = 0; i < tasks.size(); i++) {
      sum += service.take().get();
    }
    return sum;
  }

  private static List<Callable<Integer>> tasks(int step) {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int value = step * i;
      tasks.add(() -> slowly(value));
    }
    return tasks;
  }
}
