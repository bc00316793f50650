package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Two threads go through java.util.concurrent hand in hand: one of each synchronizer per step. */
public final class Synchronizers {
  private final Exchanger<Integer> exchanger = new Exchanger<>();
  private final Phaser phaser = new Phaser(2);
  private final SynchronousQueue<Integer> handover = new SynchronousQueue<>(true);
  private final LinkedTransferQueue<Integer> transfer = new LinkedTransferQueue<>();
  private final ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock(true);
  private final StampedLock stamped = new StampedLock();
  private final CountDownLatch over = new CountDownLatch(2);
  private long shared;

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args) / 2;
    Synchronizers program = new Synchronizers();
    Thread partner = new Thread(() -> program.run(program::partnerStep, steps, false), "partner");
    partner.start();
    program.run(program::mainStep, steps, true);
    program.over.await();
    System.out.println(
        "done: "
            + program.shared
            + ", phase "
            + program.phaser.getPhase()
            + ", readers "
            + program.readWrite.getReadLockCount());
  }

  private interface Step {
    long take(int step) throws InterruptedException;
  }

  private void run(Step step, int steps, boolean prints) {
    try {
      for (int i = 0; i < steps; i++) {
        long result = step.take(i);
        if (prints) {
          System.out.println("step " + i + ": " + result);
        }
      }
      over.countDown();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long mainStep(int step) throws InterruptedException {
    Pace.beat();
    int got = exchanger.exchange(step);
    phaser.arriveAndAwaitAdvance();
    handover.put(got * 2);
    int back = transfer.take();
    readWrite.writeLock().lock();
    shared += back;
    readWrite.writeLock().unlock();
    phaser.arriveAndAwaitAdvance();
    long stamp = stamped.readLock();
    long result = shared;
    stamped.unlockRead(stamp);
    phaser.arriveAndAwaitAdvance();
    return result;
  }

  private long partnerStep(int step) throws InterruptedException {
    int got = exchanger.exchange(step * 10);
    Pace.beat();
    phaser.arriveAndAwaitAdvance();
    int taken = handover.take();
    readWrite.readLock().lock();
    transfer.transfer(taken + got);
    readWrite.readLock().unlock();
    phaser.arriveAndAwaitAdvance();
    phaser.arriveAndAwaitAdvance();
    long stamp = stamped.writeLock();
    Pace.beat();
    shared++;
    stamped.unlockWrite(stamp);
    return got;
  }
}
