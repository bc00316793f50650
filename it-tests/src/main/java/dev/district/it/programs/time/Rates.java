package dev.district.it.programs.time;

import dev.district.it.programs.Pace;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tasks at a fixed rate of 5 ms by {@code Timer}, whose clock is the wall's, and by an executor.
 * They may make up for what the machine delayed, but not in one burst for all the time that the
 * program was dead. A burst is a row of executions that each come long before their period is over;
 * one of 500 makes up for 2.5 s.
 */
public final class Rates {
  private static final int PERIOD_MS = 5;
  private static final int BURST = 500;

  private int row;
  private int longest;
  private long last = System.nanoTime();

  private Rates() {}

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args);
    Rates timed = new Rates();
    Rates scheduled = new Rates();
    Timer timer = new Timer("rate");
    timer.scheduleAtFixedRate(
        new TimerTask() {
          @Override
          public void run() {
            timed.tick();
          }
        },
        0,
        PERIOD_MS);
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    executor.scheduleAtFixedRate(scheduled::tick, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      System.out.println("step " + step + ": " + timed.verdict() + ", " + scheduled.verdict());
    }
    timer.cancel();
    executor.shutdownNow();
    System.out.println("done: timer " + timed.verdict() + ", executor " + scheduled.verdict());
  }

  private synchronized void tick() {
    long now = System.nanoTime();
    row = now - last < PERIOD_MS * 1_000_000L / 2 ? row + 1 : 0;
    longest = Math.max(longest, row);
    last = now;
  }

  private synchronized String verdict() {
    return longest < BURST ? "even" : "burst";
  }
}
