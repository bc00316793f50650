package dev.district.it.programs.time;

import dev.district.it.programs.Pace;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Timed waits of every kind, each as long as the whole program: sleep, wait, join, park, poll and
 * await. None may end early, and none may start from zero again.
 *
 * <p>The measure is another thread's beat, not the clock: while a wait of n beats lasts, that
 * thread can't sleep much more than n times, however long the program was away in between. The
 * argument is the number of beats of 40 ms.
 */
public final class Waits {
  private static final int BEAT_MS = 40;

  private static volatile int beats;

  private Waits() {}

  private interface Wait {
    void sit(long ms) throws InterruptedException;
  }

  private record Sitting(String name, Wait kind) {}

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args) * 3 / 4;
    long ms = (long) steps * BEAT_MS;
    Object monitor = new Object();
    Thread endless = daemon(time -> Thread.sleep(3_600_000), "endless");
    ReentrantLock lock = new ReentrantLock();
    Sitting[] sittings = {
      new Sitting("sleep", Thread::sleep),
      new Sitting("wait", time -> waitOn(monitor, time)),
      new Sitting("join", endless::join),
      new Sitting("park", Waits::park),
      new Sitting("poll", time -> new ArrayBlockingQueue<>(1).poll(time, TimeUnit.MILLISECONDS)),
      new Sitting("latch", time -> new CountDownLatch(1).await(time, TimeUnit.MILLISECONDS)),
      new Sitting("condition", time -> await(lock, time)),
    };
    String[] results = new String[sittings.length];
    Thread[] threads = new Thread[sittings.length];
    for (int i = 0; i < sittings.length; i++) {
      int me = i;
      threads[i] = new Thread(() -> results[me] = measure(sittings[me], ms, steps), "sitting-" + i);
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
    System.out.println("done: " + String.join(", ", results));
  }

  private static Thread daemon(Wait wait, String name) {
    Thread thread =
        new Thread(
            () -> {
              try {
                wait.sit(0);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static String measure(Sitting sitting, long ms, int expected) {
    long from = System.nanoTime();
    try {
      sitting.kind().sit(ms);
    } catch (InterruptedException e) {
      return sitting.name() + " was interrupted";
    }
    long early = ms - 5 - (System.nanoTime() - from) / 1_000_000;
    if (early > 0) {
      return sitting.name() + " ended " + early + " ms early";
    }
    return beats > expected + 2 ? sitting.name() + " too long" : sitting.name() + " right";
  }

  private static void waitOn(Object monitor, long ms) throws InterruptedException {
    long deadline = System.nanoTime() + ms * 1_000_000;
    synchronized (monitor) {
      for (long left = ms; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
        monitor.wait(left);
      }
    }
  }

  private static void park(long ms) {
    long deadline = System.nanoTime() + ms * 1_000_000;
    while (System.nanoTime() < deadline) {
      LockSupport.parkNanos(deadline - System.nanoTime());
    }
  }

  private static void await(ReentrantLock lock, long ms) throws InterruptedException {
    lock.lock();
    try {
      long left = ms * 1_000_000;
      while (left > 0) {
        left = lock.newCondition().awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
