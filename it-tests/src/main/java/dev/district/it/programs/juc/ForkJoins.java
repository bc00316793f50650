package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.Arrays;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Recursive tasks, counted completers, managed blockers, parallel streams and sorts. */
public final class ForkJoins {
  private final ReentrantLock lock = new ReentrantLock();
  private long blocked;

  private ForkJoins() {}

  /** Splits by forking, and blocks in the leaves. */
  private final class Tree extends RecursiveTask<Long> {
    private static final long serialVersionUID = 1L;
    private final int depth;

    Tree(int depth) {
      this.depth = depth;
    }

    @Override
    protected Long compute() {
      if (depth == 0) {
        return block();
      }
      Tree left = new Tree(depth - 1);
      Tree right = new Tree(depth - 1);
      invokeAll(left, right);
      return left.join() + right.join();
    }
  }

  /** Adds up an array by completion, without joining. */
  private static final class Adder extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1L;
    private final transient int[] numbers;
    private final transient AtomicLong sum;
    private final int from;
    private final int to;

    Adder(CountedCompleter<?> parent, int[] numbers, AtomicLong sum, int from, int to) {
      super(parent);
      this.numbers = numbers;
      this.sum = sum;
      this.from = from;
      this.to = to;
    }

    @Override
    public void compute() {
      int end = to;
      while (end - from > 64) {
        int middle = (from + end) >>> 1;
        addToPendingCount(1);
        new Adder(this, numbers, sum, middle, end).fork();
        end = middle;
      }
      long part = 0;
      for (int i = from; i < end; i++) {
        part += numbers[i];
      }
      sum.addAndGet(part);
      tryComplete();
    }
  }

  /** Takes the lock as a managed blocker does. */
  private final class Locking implements ForkJoinPool.ManagedBlocker {
    private boolean has;

    @Override
    public boolean block() {
      if (!has) {
        lock.lock();
        has = true;
      }
      return true;
    }

    @Override
    public boolean isReleasable() {
      return has || (has = lock.tryLock());
    }
  }

  private long block() {
    try {
      ForkJoinPool.managedBlock(new Locking());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    try {
      blocked++;
      Pace.sleep(2);
      return 1;
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args) / 2;
    ForkJoins program = new ForkJoins();
    ForkJoinPool pool = new ForkJoinPool(3);
    int[] numbers = IntStream.range(0, 5_000).toArray();
    long all = 0;
    for (int step = 0; step < steps; step++) {
      long leaves = pool.invoke(program.new Tree(4));
      AtomicLong sum = new AtomicLong();
      pool.invoke(new Adder(null, numbers, sum, 0, numbers.length));
      int shift = step;
      long stream =
          IntStream.range(0, 2_000)
              .parallel()
              .mapToObj(i -> Integer.toString((i * 31 + shift) % 97))
              .filter(text -> text.length() > 1)
              .mapToLong(Long::parseLong)
              .sum();
      int[] sorted = IntStream.range(0, 20_000).map(i -> (i * 7919 + shift) % 20_011).toArray();
      Arrays.parallelSort(sorted);
      all += leaves + sum.get() + stream + sorted[sorted.length / 2];
      System.out.println("step " + step + ": " + leaves + " " + sum + " " + stream + " " + all);
    }
    pool.shutdown();
    boolean ended = pool.awaitTermination(10, TimeUnit.SECONDS);
    System.out.println("done: " + all + ", blocked " + program.blocked + ", ended " + ended);
  }
}
