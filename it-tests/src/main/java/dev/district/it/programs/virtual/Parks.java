package dev.district.it.programs.virtual;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What virtual threads park in: conditions, semaphores, barriers, {@code LockSupport} itself, with
 * and without time; what is left of a long wait; interrupts; an executor with a thread per task;
 * thread locals and names.
 */
public final class Parks {
  private static final ThreadLocal<int[]> LOCAL = ThreadLocal.withInitial(() -> new int[1]);
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Semaphore permits = new Semaphore(0);
  private volatile Thread parked;
  private int turns;
  private int interrupts;

  private Parks() {}

  public static void main(String[] args) throws Exception {
    new Parks().run(Pace.steps(args));
  }

  private void run(int steps) throws Exception {
    INHERITED.set("inherited");
    CyclicBarrier barrier = new CyclicBarrier(4);
    ExecutorService executor = Virtual.executor();
    List<Future<String>> tasks = new ArrayList<>();
    long begin = System.nanoTime();
    Future<Boolean> long1 =
        executor.submit(() -> !permits.tryAcquire(1_000_000, steps * 20L, TimeUnit.MILLISECONDS));
    tasks.add(executor.submit(() -> turn(0, steps, barrier)));
    tasks.add(executor.submit(() -> turn(1, steps, barrier)));
    tasks.add(executor.submit(() -> park(steps, barrier)));
    Thread interrupted = Virtual.start("interrupted", this::beInterrupted);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      permits.release(2);
      LockSupport.unpark(parked);
      barrier.await();
      if (step % 10 == 0) {
        interrupted.interrupt();
        lock.lock();
        try {
          while (interrupts <= step / 10) {
            changed.await();
          }
        } finally {
          lock.unlock();
        }
      }
      System.out.println("step " + step + ": " + turns + " turns, " + interrupts + " interrupts");
    }
    boolean timedOut = long1.get();
    boolean late = System.nanoTime() - begin >= steps * 20_000_000L;
    for (Future<String> task : tasks) {
      System.out.println(task.get());
    }
    executor.shutdown();
    permits.release(1_000_000);
    interrupted.interrupt();
    interrupted.join();
    System.out.println(
        "done: timed out "
            + timedOut
            + ", not early "
            + late
            + ", ended "
            + executor.awaitTermination(10, TimeUnit.SECONDS));
  }

  private String turn(int me, int steps, CyclicBarrier barrier) throws Exception {
    Thread.currentThread().setName("turn " + me);
    for (int step = 0; step < steps; step++) {
      permits.acquire();
      lock.lock();
      try {
        while (turns % 2 != me) {
          if (me == 0) {
            changed.await();
          } else {
            changed.await(60, TimeUnit.SECONDS);
          }
        }
        turns++;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      LOCAL.get()[0] += step;
      barrier.await();
    }
    return Thread.currentThread().getName() + " " + LOCAL.get()[0] + " " + INHERITED.get();
  }

  private String park(int steps, CyclicBarrier barrier) throws Exception {
    int early = 0;
    for (int step = 0; step < steps; step++) {
      parked = Thread.currentThread();
      long until = System.nanoTime() + 3_000_000;
      while (until - System.nanoTime() > 0) {
        LockSupport.parkNanos(this, until - System.nanoTime());
      }
      early += System.nanoTime() < until ? 1 : 0;
      LOCAL.get()[0]++;
      barrier.await();
    }
    return "parked " + LOCAL.get()[0] + ", early " + early;
  }

  private void beInterrupted() {
    for (; ; ) {
      try {
        Thread.sleep(600_000);
      } catch (InterruptedException e) {
        if (permits.availablePermits() >= 1_000_000) {
          return;
        }
        lock.lock();
        try {
          interrupts++;
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }
    }
  }
}
