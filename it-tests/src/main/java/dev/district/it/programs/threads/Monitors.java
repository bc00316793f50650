package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;

/**
 * Monitors held once, twice and re-entrantly while other threads are blocked on them; synchronized
 * methods, static and not; wait and notify with a re-entrant owner.
 */
public final class Monitors {
  private static int entered;

  private final Object outer = new Object();
  private final Object inner = new Object();
  private int counter;
  private int turn;
  private boolean intruder;
  private boolean inside;

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args) / 5;
    Monitors program = new Monitors();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      int me = i;
      threads[i] = new Thread(() -> program.work(me, steps), "contender-" + i);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(
        "done: " + program.counter + " " + entered + ", intruder " + program.intruder);
  }

  private void work(int me, int steps) {
    for (int i = 0; i < steps; i++) {
      synchronized (outer) {
        guard(true);
        int before = counter;
        Pace.beat();
        synchronized (inner) {
          recurse(3);
        }
        counter = before + 4;
        guard(false);
      }
      enter();
      takeTurn(me, i);
    }
  }

  private void recurse(int depth) {
    synchronized (outer) {
      if (depth > 0) {
        synchronized (inner) {
          recurse(depth - 1);
        }
      } else {
        Pace.beat();
      }
    }
  }

  private void guard(boolean enters) {
    intruder |= inside == enters;
    inside = enters;
  }

  private static synchronized void enter() {
    int before = entered;
    Pace.beat();
    entered = before + 1;
  }

  private synchronized void takeTurn(int me, int round) {
    synchronized (this) {
      while (turn % 4 != me) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      System.out.println("round " + round + ": turn of " + me);
      turn++;
      notifyAll();
    }
  }
}
