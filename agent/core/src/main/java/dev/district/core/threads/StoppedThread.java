package dev.district.core.threads;

import dev.district.boot.ThreadSlot;
import dev.district.jdk.LiveFrame;
import dev.district.jdk.LiveFrames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One application thread at the safepoint. The thread itself runs {@link #serve}: it walks its
 * stack when asked, gives its monitors away for moments so that threads blocked on them can come to
 * the safepoint too, takes them back, and leaves when told.
 *
 * <p>A monitor is given away by {@code wait} on it, one at a time. A <em>pending</em> monitor is
 * held only because somebody else gave it away: the thread has just entered it, or was woken out of
 * a wait. Owners take theirs back before anybody with a pending one may go on, so no critical
 * section is ever entered twice.
 */
public final class StoppedThread {
  /** The order in which the threads began to wait. */
  static final Comparator<StoppedThread> BY_WAIT_ORDER =
      new Comparator<>() {
        @Override
        public int compare(StoppedThread one, StoppedThread other) {
          return Long.compare(one.slot.waitOrder, other.slot.waitOrder);
        }
      };

  /** How long a monitor is given away at a time, in milliseconds. */
  private static final long GIVE_MS = 1;

  private enum Exit {
    NONE,
    RUN_ON,
    WAIT_AGAIN,
    GO
  }

  private final World world;
  public final ThreadSlot slot;
  private final @Nullable Object arrivedWith;
  private @Nullable Monitors monitors;
  private boolean monitorsRequested;
  private boolean walkRequested;
  private boolean walked;
  private boolean interrupted;
  private Exit exit = Exit.NONE;
  private volatile boolean owning;
  private volatile boolean givingPending;
  private List<LiveFrame> frames = List.of();

  StoppedThread(World world, ThreadSlot slot, @Nullable Object pending) {
    this.world = world;
    this.slot = slot;
    this.arrivedWith = pending;
  }

  /** What the thread holds, and what of it is pending. */
  private record Monitors(List<Object> owned, @Nullable Object pending) {}

  /** Frames as walked, innermost first, from the caller of the hook or poll on. */
  public List<LiveFrame> frames() {
    return frames;
  }

  /**
   * The monitor entered (or re-entered after a wait) that may belong to another stopped thread;
   * once walked.
   */
  public synchronized @Nullable Object pending() {
    return monitors == null ? null : monitors.pending;
  }

  /** The monitors the thread holds by right; once walked. */
  public synchronized List<Object> owned() {
    return monitors == null ? List.of() : monitors.owned;
  }

  /** Runs in the stopped thread until it may go on; true when it was interrupted meanwhile. */
  boolean serve() {
    while (next()) {
      if (world.giving()) {
        giveOnce();
      }
    }
    return interrupted;
  }

  private synchronized boolean next() {
    for (; ; ) {
      if (walkRequested) {
        frames = StackBounds.strip(LiveFrames.walk());
        monitors = find(frames);
        walkRequested = false;
        walked = true;
        world.progress();
      }
      if (monitorsRequested && monitors == null) {
        monitors = monitors();
        world.progress();
      }
      if (exit != Exit.NONE) {
        return false;
      }
      if (world.regaining()) {
        owning = true;
        world.progress();
      }
      if (world.giving() && hasSomethingToGive()) {
        return true;
      }
      pause();
    }
  }

  private void pause() {
    try {
      wait();
    } catch (InterruptedException e) {
      interrupted = true;
    }
  }

  private boolean hasSomethingToGive() {
    Monitors held = monitors();
    return held.pending != null || !world.regaining() && !world.givable(held.owned).isEmpty();
  }

  private void giveOnce() {
    Monitors held;
    synchronized (this) {
      held = monitors();
    }
    if (!world.regaining()) {
      for (Object monitor : world.givable(held.owned)) {
        give(monitor);
      }
    }
    if (held.pending != null) {
      givingPending = true;
      give(held.pending);
      givingPending = false;
    }
  }

  /**
   * Waits on the monitor for a moment. A notification meanwhile was meant for a waiter of the
   * program's own; who has been broken off his wait knows of it from his slot, who is in it by now
   * is told. With several givers each passes one on, hence one gets through.
   */
  private void give(Object monitor) {
    synchronized (monitor) {
      slot.give(monitor);
      try {
        monitor.wait(GIVE_MS);
      } catch (InterruptedException e) {
        interrupted = true;
      } finally {
        if (slot.given()) {
          monitor.notify();
        }
      }
    }
  }

  private Monitors monitors() {
    Monitors found = monitors;
    if (found == null) {
      found = find(StackBounds.strip(LiveFrames.walk()));
      monitors = found;
    }
    return found;
  }

  private Monitors find(List<LiveFrame> stack) {
    Object candidate = arrivedWith;
    List<Object> owned = new ArrayList<>();
    int entries = 0;
    for (LiveFrame frame : stack) {
      for (Object monitor : frame.monitors()) {
        if (monitor != null && Thread.holdsLock(monitor)) {
          entries += monitor == candidate ? 1 : 0;
          if (monitor != candidate && !containsIdentical(owned, monitor)) {
            owned.add(monitor);
          }
        }
      }
    }
    boolean pending = candidate != null && (slot.kind == ThreadSlot.WAIT || entries <= 1);
    if (candidate != null && !pending) {
      owned.add(candidate);
    }
    return new Monitors(owned, pending ? candidate : null);
  }

  static boolean containsIdentical(List<Object> list, Object wanted) {
    for (Object element : list) {
      if (element == wanted) {
        return true;
      }
    }
    return false;
  }

  synchronized void requestWalk() {
    walked = false;
    walkRequested = true;
    notifyAll();
  }

  /** Asks the thread what it holds, unless it has found out before. */
  synchronized void requestMonitors() {
    monitorsRequested = true;
    notifyAll();
  }

  synchronized boolean knowsMonitors() {
    return monitors != null;
  }

  synchronized boolean walked() {
    return walked;
  }

  /**
   * Whether the thread holds all that it owns; while it gives its pending monitor away, it does.
   */
  boolean owning() {
    return owning || givingPending;
  }

  synchronized void wake() {
    notifyAll();
  }

  /*
   * Loops and a class rather than lambdas: the first use of a lambda is linked while the world stands
   * still.
   */

  static void wakeAll(Iterable<StoppedThread> threads) {
    for (StoppedThread thread : threads) {
      thread.wake();
    }
  }

  static void requestWalks(Iterable<StoppedThread> threads) {
    for (StoppedThread thread : threads) {
      thread.requestWalk();
    }
  }

  static void requestMonitors(Iterable<StoppedThread> threads) {
    for (StoppedThread thread : threads) {
      thread.requestMonitors();
    }
  }

  static void goAll(Iterable<StoppedThread> threads) {
    for (StoppedThread thread : threads) {
      thread.go();
    }
  }

  /** Lets the thread go on to its next poll: it can't be captured where it is. */
  synchronized void runOn() {
    exit = Exit.RUN_ON;
    notifyAll();
  }

  /** Lets a thread that was in {@code Object.wait} go into it again. */
  synchronized void waitAgain() {
    slot.waitAgain = true;
    exit = Exit.WAIT_AGAIN;
    notifyAll();
  }

  /** Whether it was told to go with the whole world. */
  synchronized boolean released() {
    return exit == Exit.GO;
  }

  synchronized void go() {
    exit = Exit.GO;
    notifyAll();
  }
}
