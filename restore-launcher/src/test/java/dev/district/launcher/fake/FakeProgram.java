package dev.district.launcher.fake;

import java.util.concurrent.locks.ReentrantLock;

/** Counts, one line a round; its whole state is in its static fields. */
public final class FakeProgram {
  /** Held during a round; whoever else holds it has stopped the world. */
  static final ReentrantLock WORLD = new ReentrantLock();

  static int round;
  static int rounds;
  static int pauseMs;
  static int exitCode;

  private FakeProgram() {}

  /** Arguments: rounds, pause, exit code. */
  public static void main(String[] arguments) throws InterruptedException {
    rounds = Integer.parseInt(arguments[0]);
    pauseMs = Integer.parseInt(arguments[1]);
    exitCode = Integer.parseInt(arguments[2]);
    goOn();
  }

  public static void goOn() throws InterruptedException {
    while (round < rounds) {
      WORLD.lock();
      try {
        round++;
        System.out.println("round " + round);
      } finally {
        WORLD.unlock();
      }
      Thread.sleep(pauseMs);
    }
    System.exit(exitCode);
  }
}
