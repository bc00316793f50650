package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.Vector;
import java.util.concurrent.CountDownLatch;

/**
 * One monitor wanted by code of the program and by code of the JDK: some threads hold a {@code
 * Vector}'s monitor for a while, others call its synchronized methods.
 */
public final class Vectors {
  private static final int THREADS = 6;
  private static final int CALLS = 400;

  private final Vector<Integer> vector = new Vector<>();
  private boolean intruder;
  private int sum;

  private void hold(int round) {
    synchronized (vector) {
      int size = vector.size();
      for (int i = 0; i < 300; i++) {
        sum += i ^ round;
      }
      add(round);
      intruder |= vector.size() != size + 1;
    }
  }

  private void add(int round) {
    synchronized (vector) {
      vector.add(round);
    }
  }

  private void work(int me, int round, CountDownLatch done) {
    for (int i = 0; i < CALLS; i++) {
      if (me % 2 == 0) {
        hold(round);
      } else {
        vector.add(round);
      }
    }
    done.countDown();
  }

  public static void main(String[] args) throws InterruptedException {
    int rounds = Pace.steps(args);
    Vectors program = new Vectors();
    for (int round = 1; round <= rounds; round++) {
      int current = round;
      CountDownLatch done = new CountDownLatch(THREADS);
      for (int i = 0; i < THREADS; i++) {
        int me = i;
        new Thread(() -> program.work(me, current, done), "worker-" + i).start();
      }
      done.await();
      System.out.println(round + " " + program.vector.size() + " " + program.sum);
      program.vector.clear();
      Pace.sleep(10);
    }
    System.out.println("done: intruder " + program.intruder);
  }
}
