package dev.district.samples;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Three clocks tick by three mechanisms: an executor at a fixed rate, an executor with a fixed
 * delay, and a Timer. A round is over when each has ticked once more.
 *
 * <p>Argument: rounds (30).
 */
public final class Clockwork {
  private final Semaphore ticks = new Semaphore(0);
  private final int last;
  private int count;

  private Clockwork(int last) {
    this.last = last;
  }

  public static void main(String[] args) throws InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    Clockwork rate = new Clockwork(rounds);
    Clockwork delay = new Clockwork(rounds);
    Clockwork timed = new Clockwork(rounds);
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    Timer timer = new Timer("timer");
    executor.scheduleAtFixedRate(rate::tick, 100, 100, TimeUnit.MILLISECONDS);
    executor.scheduleWithFixedDelay(delay::tick, 50, 90, TimeUnit.MILLISECONDS);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            timed.tick();
          }
        },
        150,
        110);
    for (int round = 1; round <= rounds; round++) {
      rate.ticks.acquire();
      delay.ticks.acquire();
      timed.ticks.acquire();
      System.out.println("round " + round + ": three clocks have ticked");
    }
    timer.cancel();
    executor.shutdownNow();
    boolean ended = executor.awaitTermination(10, TimeUnit.SECONDS);
    int sum = rate.count() + delay.count() + timed.count();
    System.out.println("done: " + sum + " ticks, executor ended " + ended);
  }

  /** Counts up to the last round only: how often a clock ticks after that is a matter of timing. */
  private synchronized void tick() {
    if (count < last) {
      count++;
      ticks.release();
    }
  }

  private synchronized int count() {
    return count;
  }
}
