package tck;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Thread objects that don't run, groups, synchronizers, idle executors. */
public final class Threading implements TckCase {
  static final class Named extends Thread {
    final StringBuilder text = new StringBuilder();

    Named(ThreadGroup group) {
      super(group, "named");
    }

    @Override
    public void run() {
      text.append("ran");
    }
  }

  static final class Counter {
    volatile int value;
  }

  @Override
  public Object make() throws Exception {
    ThreadGroup group = new ThreadGroup("mine");
    group.setMaxPriority(7);
    Named unstarted = new Named(group);
    unstarted.setDaemon(true);
    Thread ended = new Thread(() -> {}, "ended");
    ended.start();
    ended.join();
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
    readWrite.readLock().lock();
    Semaphore semaphore = new Semaphore(3);
    semaphore.acquire();
    LongAdder adder = new LongAdder();
    adder.add(4);
    AtomicIntegerFieldUpdater<Counter> updater =
        AtomicIntegerFieldUpdater.newUpdater(Counter.class, "value");
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
    return new Object[] {
      group,
      unstarted,
      ended,
      lock,
      readWrite,
      semaphore,
      adder,
      updater,
      new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()),
      new ForkJoinPool(1),
      new CompletableFuture<String>(),
      new Phaser(1),
      new StampedLock(),
      new CountDownLatch(2),
      Thread.currentThread(),
      Thread.currentThread().getThreadGroup(),
      Thread.getDefaultUncaughtExceptionHandler(),
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public void check(Object state) throws Exception {
    Object[] parts = (Object[]) state;
    ThreadGroup group = (ThreadGroup) parts[0];
    Named unstarted = (Named) parts[1];
    require(group.getName().equals("mine") && group.getMaxPriority() == 7, "group");
    require(unstarted.getThreadGroup() == group && unstarted.isDaemon(), "unstarted");
    require(unstarted.getState() == Thread.State.NEW, "state of unstarted");
    unstarted.start();
    unstarted.join();
    require(unstarted.text.toString().equals("ran"), "started");
    require(((Thread) parts[2]).getState() == Thread.State.TERMINATED, "ended");
    ReentrantLock lock = (ReentrantLock) parts[3];
    require(lock.isHeldByCurrentThread(), "lock held");
    lock.unlock();
    lock.lock();
    require(((ReentrantReadWriteLock) parts[4]).getReadHoldCount() == 1, "read lock held");
    require(((Semaphore) parts[5]).availablePermits() == 2, "semaphore");
    require(((LongAdder) parts[6]).sum() == 4, "adder");
    Counter counter = new Counter();
    require(
        ((AtomicIntegerFieldUpdater<Counter>) parts[7]).incrementAndGet(counter) == 1
            && counter.value == 1,
        "updater");
    ExecutorService executor = (ExecutorService) parts[8];
    require(executor.submit(() -> "ran").get(5, TimeUnit.SECONDS).equals("ran"), "executor");
    require(((ForkJoinPool) parts[9]).submit(() -> 5).get(5, TimeUnit.SECONDS) == 5, "fork join");
    CompletableFuture<String> future = (CompletableFuture<String>) parts[10];
    future.complete("done");
    require(future.join().equals("done"), "future");
    require(parts[14] == Thread.currentThread(), "main thread");
    require(Thread.currentThread().getName().equals("main"), "name of the main thread");
    require(parts[15] == Thread.currentThread().getThreadGroup(), "main group");
    require(parts[16] == Thread.getDefaultUncaughtExceptionHandler(), "handler");
    require(ForkJoinPool.commonPool().submit(() -> 6).get(5, TimeUnit.SECONDS) == 6, "common pool");
  }
}
