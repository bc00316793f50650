package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.concurrent.Semaphore;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Handlers of signals, one of which hands on to the one before it. */
public final class Signals {
  private static final Semaphore HANDLED = new Semaphore(0);
  private static int first;
  private static int second;

  private Signals() {}

  public static void main(String[] args) throws InterruptedException {
    Signal signal = new Signal("USR1");
    Signal.handle(
        signal,
        raised -> {
          first += raised.getNumber() > 0 ? 1 : 0;
          HANDLED.release();
        });
    SignalHandler[] before = new SignalHandler[1];
    before[0] =
        Signal.handle(
            signal,
            raised -> {
              second++;
              before[0].handle(raised);
            });
    for (int step = 1; step <= Pace.steps(args); step++) {
      Pace.beat();
      Signal.raise(signal);
      HANDLED.acquire();
      System.out.println(step + ": " + first + " and " + second);
    }
    System.out.println("done: " + first);
  }
}
