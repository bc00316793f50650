package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Interrupts that end a sleep, a wait, a take or a park, and one that stays pending for long. */
public final class Interrupts {
  private static String pendingResult = "";

  private Interrupts() {}

  private interface Blocking {
    void call() throws InterruptedException;
  }

  public static void main(String[] args) throws InterruptedException {
    Object monitor = new Object();
    LinkedBlockingQueue<Integer> empty = new LinkedBlockingQueue<>();
    Blocking[] calls = {
      () -> Thread.sleep(3_600_000),
      () -> {
        synchronized (monitor) {
          while (true) {
            monitor.wait();
          }
        }
      },
      empty::take,
      () -> {
        while (!Thread.currentThread().isInterrupted()) {
          LockSupport.park();
        }
      },
    };
    int steps = Pace.steps(args);
    int[] ends = new int[calls.length];
    Thread pending = new Thread(() -> stayInterrupted(steps), "pending");
    pending.start();
    for (int step = 0; step < steps; step += 5) {
      int kind = step / 5 % calls.length;
      Thread blocked = new Thread(() -> block(calls[kind], ends, kind), "blocked-" + kind);
      blocked.start();
      Pace.sleep(90);
      boolean alive = blocked.isAlive();
      blocked.interrupt();
      blocked.join();
      System.out.println("step " + step + ": " + alive + " " + ends[kind]);
    }
    pending.join();
    System.out.println(
        "done: " + ends[0] + " " + ends[1] + " " + ends[2] + " " + ends[3] + ", " + pendingResult);
  }

  private static void block(Blocking call, int[] ends, int kind) {
    try {
      call.call();
      ends[kind] += Thread.interrupted() ? 1 : 1_000;
    } catch (InterruptedException e) {
      ends[kind] += Thread.interrupted() ? 1_000_000 : 1;
    }
  }

  private static void stayInterrupted(int steps) {
    Thread.currentThread().interrupt();
    boolean kept = true;
    long x = 1;
    for (int i = 0; i < steps * 200_000; i++) {
      x = x * 31 + i;
      kept &= Thread.currentThread().isInterrupted();
    }
    pendingResult = kept + " " + x + " " + Thread.interrupted();
  }
}
