package dev.district.it.programs.threads;

import dev.district.it.programs.Pace;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads die by exceptions, each caught by another handler: the thread's own, its group's, the
 * default one. Groups nest, and threads carry a context class loader and a name given while they
 * run.
 */
public final class Handlers {
  private final AtomicInteger own = new AtomicInteger();
  private final AtomicInteger groups = new AtomicInteger();
  private final AtomicInteger others = new AtomicInteger();

  private Handlers() {}

  /** A group with a way of its own with what its threads throw. */
  private final class Catching extends ThreadGroup {
    Catching(ThreadGroup parent, String name) {
      super(parent, name);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
      groups.addAndGet(e.getMessage().length());
    }
  }

  public static void main(String[] args) throws InterruptedException {
    new Handlers().run(Pace.steps(args));
  }

  private void run(int steps) throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> others.addAndGet(e.getMessage().length()));
    ThreadGroup outer = new ThreadGroup("outer");
    outer.setMaxPriority(6);
    Catching inner = new Catching(outer, "inner");
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    int wrong = 0;
    for (int step = 0; step < steps; step++) {
      Thread[] threads = {
        new Thread(inner, this::fail, "in a group"),
        new Thread(outer, this::fail, "in a plain group"),
        new Thread(this::fail, "with a handler"),
      };
      threads[2].setUncaughtExceptionHandler((t, e) -> own.addAndGet(t.getName().length()));
      threads[1].setContextClassLoader(null);
      for (Thread thread : threads) {
        thread.start();
      }
      wrong += threads[0].getContextClassLoader() == loader ? 0 : 1;
      wrong += threads[1].getContextClassLoader() == null ? 0 : 1;
      for (Thread thread : threads) {
        thread.join();
      }
      wrong += inner.getParent() == outer && outer.getMaxPriority() == 6 ? 0 : 1;
      wrong += outer.activeCount();
      System.out.println("step " + step + ": " + own + " " + groups + " " + others + " " + wrong);
    }
    System.out.println("done: " + own + " " + groups + " " + others + ", wrong " + wrong);
  }

  private void fail() {
    Pace.beat();
    Thread.currentThread().setName("failing");
    throw new IllegalStateException("as it must");
  }
}
