package dev.district.samples;

import java.util.ArrayList;
import java.util.List;

/**
 * A subclass of Thread with fields of its own, a ThreadLocal, and an InheritableThreadLocal that a
 * child thread has got from its parent.
 *
 * <p>Argument: stops per courier (12).
 */
public final class Couriers {
  private static final ThreadLocal<StringBuilder> NOTEBOOK =
      ThreadLocal.withInitial(StringBuilder::new);
  private static final InheritableThreadLocal<String> EMPLOYER = new InheritableThreadLocal<>();

  private Couriers() {}

  private static final class Courier extends Thread {
    private final int stops;
    private final long pauseMs;
    private long distance;
    private String report = "";

    private Courier(String name, int stops, long pauseMs) {
      super(name);
      this.stops = stops;
      this.pauseMs = pauseMs;
    }

    @Override
    public void run() {
      for (int stop = 1; stop <= stops; stop++) {
        distance += (long) stop * getName().length();
        NOTEBOOK.get().append((char) ('a' + (stop * getName().length()) % 26));
        pause();
      }
      report =
          EMPLOYER.get() + "'s " + getName() + " went " + distance + ", notes " + NOTEBOOK.get();
    }

    private void pause() {
      try {
        sleep(pauseMs);
      } catch (InterruptedException e) {
        throw new IllegalStateException(getName() + " was called back", e);
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    int stops = args.length > 0 ? Integer.parseInt(args[0]) : 12;
    EMPLOYER.set("Hermes");
    List<Courier> couriers = new ArrayList<>();
    for (String name : List.of("Ada", "Bruno", "Clara", "Ferdinand", "Maximilian")) {
      couriers.add(new Courier(name, stops, 100 + 60L * couriers.size()));
    }
    couriers.forEach(Thread::start);
    long all = 0;
    for (Courier courier : couriers) {
      courier.join();
      System.out.println(courier.report);
      all += courier.distance;
    }
    System.out.println(
        "done: distance " + all + ", main took no notes: " + NOTEBOOK.get().isEmpty());
  }
}
