package dev.district.samples;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Five philosophers share five forks (ReentrantLock) and four seats (Semaphore), and wait for the
 * bell of the next course (Condition).
 *
 * <p>Argument: courses (25).
 */
public final class Philosophers {
  private static final int GUESTS = 5;

  private final ReentrantLock[] forks = new ReentrantLock[GUESTS];
  private final Semaphore seats = new Semaphore(GUESTS - 1, true);
  private final ReentrantLock kitchen = new ReentrantLock();
  private final Condition bell = kitchen.newCondition();
  private final Condition allFed = kitchen.newCondition();
  private final int[] meals = new int[GUESTS];
  private int course;
  private int fed;

  public static void main(String[] args) throws InterruptedException {
    int courses = args.length > 0 ? Integer.parseInt(args[0]) : 25;
    Philosophers table = new Philosophers();
    Thread[] guests = new Thread[GUESTS];
    for (int i = 0; i < GUESTS; i++) {
      int me = i;
      table.forks[i] = new ReentrantLock();
      guests[i] = new Thread(() -> table.dine(me, courses), "philosopher-" + i);
    }
    for (Thread guest : guests) {
      guest.start();
    }
    for (int i = 1; i <= courses; i++) {
      table.serve(i);
    }
    int eaten = 0;
    for (int i = 0; i < GUESTS; i++) {
      guests[i].join();
      eaten += table.meals[i];
    }
    System.out.println(
        "done: " + eaten + " meals, " + table.seats.availablePermits() + " seats free");
  }

  private void serve(int number) throws InterruptedException {
    kitchen.lock();
    try {
      course = number;
      fed = 0;
      bell.signalAll();
      while (fed < GUESTS) {
        allFed.await();
      }
      System.out.println("course " + number + ": all have eaten");
    } finally {
      kitchen.unlock();
    }
    Thread.sleep(50);
  }

  private void dine(int me, int courses) {
    try {
      for (int next = 1; next <= courses; next++) {
        awaitCourse(next);
        seats.acquire();
        forks[me].lock();
        forks[(me + 1) % GUESTS].lockInterruptibly();
        TimeUnit.MILLISECONDS.sleep(20);
        meals[me]++;
        forks[(me + 1) % GUESTS].unlock();
        forks[me].unlock();
        seats.release();
        kitchen.lock();
        fed++;
        allFed.signal();
        kitchen.unlock();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("philosopher " + me + " was disturbed", e);
    }
  }

  private void awaitCourse(int number) throws InterruptedException {
    kitchen.lock();
    try {
      while (course < number) {
        bell.await(1, TimeUnit.SECONDS);
      }
    } finally {
      kitchen.unlock();
    }
  }
}
