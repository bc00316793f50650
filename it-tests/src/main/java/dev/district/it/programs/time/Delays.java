package dev.district.it.programs.time;

import dev.district.it.programs.Pace;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.StampedLock;

/**
 * Delays and timeouts that the JDK keeps by its own reading of the clock, each as long as the whole
 * program: none may end early, and none may start from zero again. Measured like {@link Waits}.
 */
public final class Delays {
  private static final int BEAT_MS = 40;
  private static final TimeUnit MS = TimeUnit.MILLISECONDS;

  private static volatile int beats;

  private Delays() {}

  /** Lasts about so many milliseconds. */
  private interface Delay {
    void last(long ms) throws Exception;
  }

  private record Named(String name, Delay delay) {}

  /** An element of a queue that is due at a reading of {@code nanoTime}. */
  private record Due(long at) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at, ((Due) other).at);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args) * 3 / 4;
    long ms = (long) steps * BEAT_MS;
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    Named[] all = {
      new Named("orTimeout", time -> timesOut(new CompletableFuture<>().orTimeout(time, MS)::get)),
      new Named(
          "completeOnTimeout",
          time -> new CompletableFuture<Integer>().completeOnTimeout(1, time, MS).get()),
      new Named(
          "delayedExecutor",
          time ->
              CompletableFuture.runAsync(
                      () -> {}, CompletableFuture.delayedExecutor(time, MS, Runnable::run))
                  .get()),
      new Named("schedule", time -> executor.schedule(() -> 1, time, MS).get()),
      new Named("Future.get", time -> timesOut(() -> new FutureTask<>(() -> 1).get(time, MS))),
      new Named("ForkJoinTask.get", time -> timesOut(() -> new Never().get(time, MS))),
      new Named("Semaphore", time -> new Semaphore(0).tryAcquire(time, MS)),
      new Named(
          "Exchanger", time -> timesOut(() -> new Exchanger<Integer>().exchange(1, time, MS))),
      new Named("Phaser", time -> timesOut(() -> awaitPhase(time))),
      new Named("CyclicBarrier", time -> timesOut(() -> new CyclicBarrier(2).await(time, MS))),
      new Named("DelayQueue", Delays::takeDue),
      new Named("SynchronousQueue", time -> new SynchronousQueue<>().poll(time, MS)),
      new Named(
          "LinkedTransferQueue", time -> new LinkedTransferQueue<>().tryTransfer(1, time, MS)),
      new Named("LinkedBlockingDeque", time -> new LinkedBlockingDeque<>().pollLast(time, MS)),
      new Named("StampedLock", Delays::lockTwice),
    };
    String[] results = new String[all.length];
    Thread[] threads = new Thread[all.length];
    for (int i = 0; i < all.length; i++) {
      int me = i;
      threads[i] = new Thread(() -> results[me] = measure(all[me], ms, steps), "delay-" + i);
      threads[i].start();
    }
    for (int step = 0; step < steps; step++) {
      Pace.sleep(BEAT_MS);
      beats++;
      System.out.println("beat " + step);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    executor.shutdown();
    System.out.println("done: " + String.join(", ", results));
  }

  private static String measure(Named named, long ms, int expected) {
    long from = System.nanoTime();
    try {
      named.delay().last(ms);
    } catch (Exception e) {
      return named.name() + " failed: " + e;
    }
    long early = ms - 5 - (System.nanoTime() - from) / 1_000_000;
    if (early > 0) {
      return named.name() + " ended " + early + " ms early";
    }
    return beats > expected + 2 ? named.name() + " too long" : named.name() + " right";
  }

  private interface Attempt {
    void make() throws Exception;
  }

  private static void timesOut(Attempt attempt) throws Exception {
    try {
      attempt.make();
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        return;
      }
      throw e;
    }
    throw new IllegalStateException("no timeout");
  }

  private static void awaitPhase(long ms) throws InterruptedException, TimeoutException {
    Phaser phaser = new Phaser(1);
    phaser.awaitAdvanceInterruptibly(phaser.getPhase(), ms, MS);
  }

  private static void takeDue(long ms) throws InterruptedException {
    DelayQueue<Due> queue = new DelayQueue<>();
    queue.add(new Due(System.nanoTime() + ms * 1_000_000));
    queue.take();
  }

  private static void lockTwice(long ms) throws InterruptedException {
    StampedLock lock = new StampedLock();
    long stamp = lock.writeLock();
    if (lock.tryReadLock(ms, MS) != 0) {
      throw new IllegalStateException("read while written");
    }
    lock.unlockWrite(stamp);
  }

  /** A task that nobody runs. */
  private static final class Never extends RecursiveAction {
    private static final long serialVersionUID = 1L;

    @Override
    protected void compute() {}
  }
}
