package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Locks of all kinds around counters without synchronization of their own: re-entrant, fair and
 * unfair, read and write with downgrading, stamped with conversion and optimistic reads; and a
 * condition that goes around.
 */
public final class Locks {
  private static final int MEMBERS = 5;

  private final ReentrantLock unfair = new ReentrantLock();
  private final ReentrantLock fair = new ReentrantLock(true);
  private final Condition turn = fair.newCondition();
  private final ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
  private final StampedLock stamped = new StampedLock();
  private long plain;
  private long ordered;
  private long written;
  private long left;
  private long right;
  private int next;
  private int torn;

  private Locks() {}

  public static void main(String[] args) throws InterruptedException {
    new Locks().run(Pace.steps(args));
  }

  private void run(int rounds) throws InterruptedException {
    new Team(
            MEMBERS,
            this::round,
            () ->
                plain + " " + ordered + " " + written + " " + left + " " + right + " torn " + torn)
        .play(rounds);
  }

  private void round(int member, int round) throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      nested(3);
      takeTurn(member);
      downgrade();
      convert();
    }
  }

  private void nested(int depth) {
    unfair.lock();
    try {
      plain++;
      if (depth > 0) {
        nested(depth - 1);
      }
    } finally {
      unfair.unlock();
    }
  }

  private void takeTurn(int member) throws InterruptedException {
    fair.lockInterruptibly();
    try {
      while (next != member) {
        turn.await();
      }
      next = (next + 1) % MEMBERS;
      ordered++;
      turn.signalAll();
    } finally {
      fair.unlock();
    }
  }

  private void downgrade() {
    readWrite.writeLock().lock();
    long mine = ++written;
    readWrite.readLock().lock();
    readWrite.writeLock().unlock();
    if (written != mine) {
      throw new IllegalStateException("written while read");
    }
    readWrite.readLock().unlock();
  }

  private void convert() {
    long stamp = stamped.tryOptimisticRead();
    long seenLeft = left;
    long seenRight = right;
    if (stamped.validate(stamp) && seenLeft != seenRight) {
      torn++;
    }
    stamp = stamped.readLock();
    try {
      for (; ; ) {
        long write = stamped.tryConvertToWriteLock(stamp);
        if (write != 0) {
          stamp = write;
          left++;
          right++;
          return;
        }
        stamped.unlockRead(stamp);
        stamp = stamped.writeLock();
      }
    } finally {
      stamped.unlock(stamp);
    }
  }
}
