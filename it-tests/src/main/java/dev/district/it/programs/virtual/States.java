package dev.district.it.programs.virtual;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Virtual threads in every state: computing, sleeping, parked in a queue, blocked on a monitor,
 * waiting on one, joining another, holding a monitor while they sleep, and being born and dying.
 */
public final class States {
  private final Object monitor = new Object();
  private final AtomicLong sum = new AtomicLong();
  private final AtomicInteger handed = new AtomicInteger();
  private int turn;
  private int guarded;

  private States() {}

  public static void main(String[] args) throws InterruptedException {
    new States().run(Pace.steps(args));
  }

  private interface Work {
    void step(int step) throws InterruptedException;
  }

  private void run(int steps) throws InterruptedException {
    ThreadFactory factory = Virtual.factory();
    ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    Phaser phaser = new Phaser(1);
    CountDownLatch over = new CountDownLatch(1);
    List<Work> works =
        List.of(
            step -> compute(),
            step -> Pace.sleep(3),
            step -> queue.put(step),
            step -> handed.addAndGet(queue.take()),
            step -> guard(),
            step -> guard(),
            step -> takeTurn(0),
            step -> takeTurn(1),
            step -> beget(factory, step));
    List<Thread> threads = new ArrayList<>();
    phaser.bulkRegister(works.size());
    for (Work work : works) {
      Thread thread =
          factory.newThread(
              () -> {
                try {
                  for (int step = 0; step < steps; step++) {
                    phaser.arriveAndAwaitAdvance();
                    work.step(step);
                    phaser.arriveAndAwaitAdvance();
                  }
                  over.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (int step = 0; step < steps; step++) {
      phaser.arriveAndAwaitAdvance();
      Pace.beat();
      phaser.arriveAndAwaitAdvance();
      System.out.println("step " + step + ": " + sum + " " + handed + " " + guarded + " " + turn);
    }
    over.countDown();
    int ended = 0;
    for (Thread thread : threads) {
      thread.join();
      ended += thread.getState() == Thread.State.TERMINATED ? 1 : 0;
    }
    System.out.println("done: " + sum + ", ended " + ended);
  }

  private void compute() {
    long x = sum.get();
    for (int i = 0; i < 300_000; i++) {
      x = x * 31 + i;
    }
    sum.addAndGet((x & 1) == 0 ? 2 : 1);
    sum.set(Math.floorMod(sum.get() * 31 + x, 1_000_003L));
  }

  private synchronized void guard() throws InterruptedException {
    int before = guarded;
    Thread.sleep(2);
    guarded = before + 1;
  }

  private void takeTurn(int me) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      synchronized (monitor) {
        while (turn % 2 != me) {
          monitor.wait();
        }
        turn++;
        monitor.notifyAll();
      }
    }
  }

  private void beget(ThreadFactory factory, int step) throws InterruptedException {
    Thread[] brood = new Thread[4];
    AtomicInteger born = new AtomicInteger();
    for (int i = 0; i < brood.length; i++) {
      brood[i] = factory.newThread(() -> born.addAndGet(step));
      brood[i].start();
    }
    for (Thread thread : brood) {
      thread.join();
    }
    handed.addAndGet(born.get() - 4 * step);
  }
}
