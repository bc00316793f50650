package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.HashSet;
import java.util.Set;

/** Names, ids, priorities, groups, states and handlers of threads stay what they are. */
public final class Identity {
  private Identity() {}

  public static void main(String[] args) throws InterruptedException {
    ThreadGroup group = new ThreadGroup("the group");
    group.setMaxPriority(7);
    Object gate = new Object();
    Thread waiting = new Thread(group, () -> await(gate), "waiting");
    waiting.setPriority(3);
    Thread fresh = new Thread(group, () -> {}, "fresh");
    Thread dead = new Thread(() -> {}, "dead");
    dead.start();
    dead.join();
    waiting.setUncaughtExceptionHandler(
        (t, e) -> System.out.println("caught in " + t.getName() + ": " + e.getMessage()));
    waiting.start();
    Thread main = Thread.currentThread();
    long mainId = main.getId();
    long waitingId = waiting.getId();
    Set<Long> ids = new HashSet<>(Set.of(mainId, waitingId, fresh.getId(), dead.getId()));
    int steps = Pace.steps(args);
    int wrong = 0;
    for (int step = 0; step < steps; step++) {
      main.setName("main at " + step);
      Thread passing = new Thread(() -> {});
      wrong += ids.add(passing.getId()) ? 0 : 1;
      passing.start();
      Pace.beat();
      passing.join();
      boolean same = Thread.currentThread() == main && main.getId() == mainId;
      boolean ok = same && waiting.getId() == waitingId && group.activeCount() == 1;
      wrong += ok ? 0 : 1;
      System.out.println(
          "step "
              + step
              + ": "
              + ok
              + " "
              + Thread.currentThread().getName()
              + " "
              + waiting.getName()
              + " "
              + waiting.getPriority()
              + " "
              + waiting.getThreadGroup().getName()
              + " "
              + waiting.getThreadGroup().getMaxPriority()
              + " "
              + waiting.isAlive()
              + " "
              + fresh.getState()
              + " "
              + dead.getState()
              + " "
              + main.getContextClassLoader().equals(Identity.class.getClassLoader()));
    }
    synchronized (gate) {
      gate.notifyAll();
    }
    waiting.join();
    fresh.start();
    fresh.join();
    System.out.println("done: " + wrong + " wrong, " + waiting.getState() + " " + fresh.getState());
  }

  private static void await(Object gate) {
    synchronized (gate) {
      try {
        gate.wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
    throw new IllegalStateException("the gate is open");
  }
}
