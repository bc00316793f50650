package dev.district.core.threads;

import dev.district.boot.Poll;
import dev.district.boot.Safepoint;
import dev.district.boot.ThreadSlot;
import dev.district.core.diag.CheckpointRefused;
import dev.district.jdk.Carriers;
import dev.district.jdk.PlatformThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All application threads together: running, being stopped, held at the safepoint, or being
 * released.
 *
 * <p>Release goes in three steps. Threads that were in {@code Object.wait} go into it again, in the
 * order in which they first did, while owners still give their monitors away for moments; owners
 * take their monitors back; then all run. A thread with a pending monitor runs when it has got it
 * like any contender. The order matters because HotSpot serves wait sets first in, first out: a
 * notification finds the program's own waiters first.
 */
public final class World implements Safepoint.Handler {
  /** How long a thread that waits for input or output is given to come back. */
  private static final long PATIENCE_NANOS = 500_000_000L;

  /** How long a thread may be on its way before somebody's static initialiser is suspected. */
  private static final long SUSPICION_NANOS = 20_000_000L;

  private enum Phase {
    RUNNING,
    HELD,
    REGAINING
  }

  /** How often is looked for carriers that stopped threads hold. */
  private static final long CARRIERS_NANOS = 20_000_000L;

  private final Map<Thread, StoppedThread> stopped = new ConcurrentHashMap<>();
  private final Contention contention = new Contention();
  private final EndingThreads ending = new EndingThreads();
  private long relieveCarriersAt = System.nanoTime();
  private volatile Phase phase = Phase.RUNNING;
  private volatile boolean giving;

  /** Who waits for others to arrive or get on. */
  private volatile @Nullable Thread awaiting;

  /**
   * Stops new arrivals from now on; for a checkpoint the polls are armed, for a restart they are
   * from the start.
   */
  public void hold() {
    StoppedThread.goAll(drain());
    contention.clear();
    ending.clear();
    giving = false;
    relieveCarriersAt = System.nanoTime() + CARRIERS_NANOS;
    phase = Phase.HELD;
    Poll.arm(true);
  }

  /**
   * Waits until every application thread is at the safepoint.
   *
   * @param deadlineNanos as {@code System.nanoTime}
   * @throws CheckpointRefused naming the threads that did not come; the world is still held then
   */
  public List<StoppedThread> awaitAll(long deadlineNanos) throws CheckpointRefused {
    return Objects.requireNonNull(awaitAll(Long.MAX_VALUE + System.nanoTime(), deadlineNanos));
  }

  /**
   * Waits like {@link #awaitAll(long)}, but gives up and returns null after the first of the two
   * points in time if static initialisers are in progress that others may be waiting for: they need
   * the world to run.
   */
  public @Nullable List<StoppedThread> awaitAll(long letGoAt, long deadlineNanos)
      throws CheckpointRefused {
    long suspicionAt = System.nanoTime() + SUSPICION_NANOS;
    List<StoppedThread> initialising = List.of();
    long patienceEnds = System.nanoTime() + PATIENCE_NANOS;
    long contendedSince = System.nanoTime() + 1_000_000L;
    for (; ; ) {
      List<Thread> outstanding = outstanding();
      if (outstanding.isEmpty()) {
        // Those listed have stopped; what the last of them started before is in a new list only.
        outstanding = outstanding();
      }
      if (outstanding.isEmpty()) {
        outstanding = ending.among(stopped.values());
        if (outstanding.isEmpty()) {
          contention.clear();
          return List.copyOf(stopped.values());
        }
        giveMonitors(true);
      }
      long now = System.nanoTime();
      boolean outside = now - patienceEnds > 0 && Outstanding.anyWaitsOutside(outstanding);
      if (outside || now - deadlineNanos > 0) {
        throw Outstanding.refusal(outstanding, InitialiserOwners.describe(initialising));
      }
      if (now - suspicionAt > 0) {
        initialising = sendInitialisersOn();
        if (!initialising.isEmpty() && now - letGoAt > 0) {
          return null;
        }
        suspicionAt = System.nanoTime() + SUSPICION_NANOS / 4;
      }
      if (now - contendedSince > 0) {
        relieveContention(outstanding);
      }
      await(200_000);
    }
  }

  /** Restart: waits until the given threads have rebuilt their stacks and come to the safepoint. */
  public boolean awaitArrival(List<Thread> threads, long deadlineNanos) {
    giveMonitors(true);
    while (!stopped.keySet().containsAll(threads)) {
      if (System.nanoTime() - deadlineNanos > 0) {
        return false;
      }
      await(1_000_000);
    }
    return true;
  }

  private List<Thread> outstanding() {
    List<Thread> missing = new ArrayList<>();
    List<Thread> listed = ApplicationThreads.list();
    ending.see(listed);
    for (Thread thread : listed) {
      if (!stopped.containsKey(thread) && thread.isAlive()) {
        missing.add(thread);
        ThreadSlot slot = ThreadSlot.of(thread);
        if (slot != null) {
          slot.kick();
          slot.kickOutOfNative();
        }
      }
    }
    return missing;
  }

  private void relieveContention(List<Thread> outstanding) {
    boolean blocked = false;
    for (Thread thread : outstanding) {
      blocked |= thread.getState() == Thread.State.BLOCKED && contention.canGive(thread);
    }
    if (blocked) {
      giveMonitors(true);
    }
    if (contention.any()) {
      awaitMonitors();
      for (StoppedThread thread : stopped.values()) {
        if (contention.concerns(thread)) {
          stopped.remove(thread.slot.thread);
          thread.runOn();
        }
      }
    }
  }

  /**
   * Waits until every stopped thread has found out what it holds. Who is giving a monitor away
   * knows, and can't be waited for: its owner may no longer give it.
   */
  private void awaitMonitors() {
    List<StoppedThread> threads = List.copyOf(stopped.values());
    StoppedThread.requestMonitors(threads);
    for (StoppedThread thread : threads) {
      while (!thread.knowsMonitors()) {
        await(1_000_000);
      }
    }
  }

  private List<StoppedThread> sendInitialisersOn() {
    walkUntil(System.nanoTime() + SUSPICION_NANOS);
    List<StoppedThread> owners = InitialiserOwners.among(stopped.values());
    owners.forEach(this::runOn);
    return owners;
  }

  private void giveMonitors(boolean on) {
    if (giving != on) {
      giving = on;
      StoppedThread.wakeAll(stopped.values());
    }
  }

  /**
   * Lets every stopped thread walk its own stack and waits for all of them. To be called when none
   * is outstanding: else one may have to wait for a monitor that its owner can't give away.
   */
  public void walkAll() {
    walkUntil(System.nanoTime() + Long.MAX_VALUE);
  }

  private void walkUntil(long deadlineNanos) {
    List<StoppedThread> threads = List.copyOf(stopped.values());
    StoppedThread.requestWalks(threads);
    for (StoppedThread thread : threads) {
      while (!thread.walked() && System.nanoTime() - deadlineNanos < 0) {
        await(1_000_000);
      }
    }
  }

  /** Sends one thread on to its next poll. */
  public void runOn(StoppedThread thread) {
    stopped.remove(thread.slot.thread);
    thread.runOn();
  }

  /** Lets the world run again. */
  public void release() {
    waitAgain();
    phase = Phase.REGAINING;
    StoppedThread.wakeAll(stopped.values());
    while (!allOwning()) {
      await(200_000);
    }
    Poll.arm(false);
    phase = Phase.RUNNING;
    giving = false;
    StoppedThread.goAll(drain());
    Carriers.add(0);
  }

  /** Whoever takes a thread out of the map lets it go: nobody is left behind in none. */
  private List<StoppedThread> drain() {
    List<StoppedThread> all = new ArrayList<>();
    stopped.forEach(
        (key, thread) -> {
          if (stopped.remove(key, thread)) {
            all.add(thread);
          }
        });
    return all;
  }

  private boolean allOwning() {
    for (StoppedThread thread : stopped.values()) {
      if (!thread.owning()) {
        return false;
      }
    }
    return true;
  }

  private void waitAgain() {
    List<StoppedThread> waiters = new ArrayList<>();
    for (StoppedThread thread : stopped.values()) {
      if (thread.slot.kind == ThreadSlot.WAIT && !thread.slot.isOver()) {
        waiters.add(thread);
      }
    }
    if (waiters.isEmpty()) {
      return;
    }
    giveMonitors(true);
    waiters.sort(StoppedThread.BY_WAIT_ORDER);
    for (StoppedThread waiter : waiters) {
      Object monitor = waiter.slot.waitingOn;
      stopped.remove(waiter.slot.thread);
      waiter.waitAgain();
      while (!waiter.slot.blocked() && !stopped.containsKey(waiter.slot.thread)) {
        await(50_000);
      }
      synchronized (monitor) {
        // Entering proves that the waiter has released it: it is in the wait set now.
      }
    }
  }

  /** A thread has made progress; wakes whoever awaits it. */
  void progress() {
    Thread waiter = awaiting;
    if (waiter != null) {
      PlatformThreads.unpark(waiter);
    }
  }

  /** What somebody waits for may need a carrier, and stopped threads may hold them all. */
  private void relieveCarriers() {
    long now = System.nanoTime();
    if (now - relieveCarriersAt > 0) {
      relieveCarriersAt = now + CARRIERS_NANOS;
      int held = 0;
      for (StoppedThread thread : stopped.values()) {
        held += Carriers.isHeldBy(thread.slot.thread) ? 1 : 0;
      }
      Carriers.add(held);
    }
  }

  private void await(long nanos) {
    relieveCarriers();
    boolean interrupted = Thread.interrupted();
    awaiting = Thread.currentThread();
    PlatformThreads.park(nanos);
    if (interrupted) {
      PlatformThreads.interruptRaw(Thread.currentThread());
    }
  }

  boolean giving() {
    return giving;
  }

  boolean regaining() {
    return phase == Phase.REGAINING;
  }

  List<Object> givable(List<Object> owned) {
    return contention.givable(owned);
  }

  @Override
  public void stop(ThreadSlot slot, @Nullable Object pending) {
    if (phase == Phase.RUNNING || !ApplicationThreads.isApplication(slot.thread)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    StoppedThread thread = arrive(slot, pending);
    while (thread != null) {
      interrupted |= thread.serve();
      thread = thread.released() ? arrive(slot, pending) : null;
    }
    if (interrupted) {
      PlatformThreads.interruptRaw(slot.thread);
    }
  }

  /**
   * Null when the world runs. A thread that has been let go may find the world held anew: until now
   * it waited for its pending monitor, and it has got it only because the owner gives it away again
   * ({@code WorldTest.aCriticalSectionHasOneOwner}).
   *
   * <p>No lock is taken: a virtual thread could be chosen to get it next and find all carriers held
   * by threads that are here already, and those who wait behind it would wait for ever. Either this
   * thread sees that the world runs, or {@link #release} sees this thread.
   */
  private @Nullable StoppedThread arrive(ThreadSlot slot, @Nullable Object pending) {
    if (phase == Phase.RUNNING) {
      return null;
    }
    StoppedThread thread = new StoppedThread(this, slot, pending);
    stopped.put(slot.thread, thread);
    if (phase == Phase.RUNNING && stopped.remove(slot.thread, thread)) {
      return null;
    }
    progress();
    return thread;
  }
}
