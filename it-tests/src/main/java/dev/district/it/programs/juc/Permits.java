package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Semaphores fair and unfair, latches, and bare permits of {@code LockSupport} handed around. */
public final class Permits {
  private static final int MEMBERS = 6;

  private final Semaphore fair = new Semaphore(2, true);
  private final Semaphore unfair = new Semaphore(3);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger count = new AtomicInteger();
  private final Thread[] threads = new Thread[MEMBERS];
  private volatile int baton;
  private volatile CountDownLatch latch = new CountDownLatch(MEMBERS);

  private Permits() {}

  public static void main(String[] args) throws InterruptedException {
    new Permits().run(Pace.steps(args));
  }

  private void run(int rounds) throws InterruptedException {
    new Team(
            MEMBERS,
            this::round,
            () -> {
              latch = new CountDownLatch(MEMBERS);
              return count
                  + ", permits "
                  + fair.availablePermits()
                  + " "
                  + unfair.availablePermits()
                  + ", within bounds "
                  + (most.get() <= 2);
            })
        .play(rounds);
  }

  private void round(int member, int round) throws InterruptedException {
    threads[member] = Thread.currentThread();
    for (int i = 0; i < 30; i++) {
      fair.acquire();
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      count.incrementAndGet();
      inside.decrementAndGet();
      fair.release();
      unfair.acquire(2);
      if (unfair.tryAcquire(1, 1, TimeUnit.MICROSECONDS)) {
        unfair.release();
      }
      unfair.release(2);
    }
    CountDownLatch mine = latch;
    mine.countDown();
    mine.await();
    for (int lap = 0; lap < 20; lap++) {
      int turn = (round * 20 + lap) * MEMBERS + member;
      while (baton != turn) {
        LockSupport.park(this);
      }
      baton = turn + 1;
      LockSupport.unpark(threads[(member + 1) % MEMBERS]);
    }
  }
}
