package dev.district.boot;

import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the agent knows of one live thread: whether it is inside a blocking call that a checkpoint
 * may break off, and what it needs to go into that call again. A slot is made when a thread first
 * polls or blocks.
 *
 * <p>Breaking off (the <em>kick</em>) is exact: {@link #kick} moves {@code BLOCKED → KICKING →
 * KICKED} and wakes the thread, {@link #leave} waits for the kick to be complete and takes the
 * interrupted status back that the kick set; an interrupt by the application is counted before and
 * after ({@link #interrupting}, {@link #interrupted}) and so never mistaken for a kick.
 */
public final class ThreadSlot {
  /** Kinds of blocking calls. */
  public static final int NONE = 0;

  public static final int SLEEP = 1;
  public static final int WAIT = 2;
  public static final int PARK = 3;
  public static final int READ = 4;

  /** Stopped behind {@code Net.poll} and {@code EPoll.wait}: see {@link NativeIo}. */
  public static final int POLL = 5;

  public static final int SELECT = 6;

  private static final int RUNNING = 0;
  private static final int BLOCKED = 1;
  private static final int KICKING = 2;
  private static final int KICKED = 3;

  /** The agent's way of waking a thread without its noticing; needs JDK internals. */
  public interface Waker {
    void wake(Thread thread, int kind);
  }

  private static final ThreadLocal<ThreadSlot> CURRENT = new ThreadLocal<>();
  private static final IdentityHashMap<Thread, ThreadSlot> SLOTS = new IdentityHashMap<>();
  private static final SpinLock LOCK = new SpinLock();
  private static final SlotIndex INDEX = new SlotIndex();
  private static final Class<?> VIRTUAL = virtualThreadClass();
  private static volatile Waker waker;
  private static final AtomicInteger GIVERS = new AtomicInteger();
  private static final AtomicLong WAIT_ORDERS = new AtomicLong();
  private static int purgeAt = 64;

  /** Whether virtual threads take part; otherwise their calls go straight through. */
  private static volatile boolean virtualThreads;

  public final Thread thread;

  /** Whether it is a virtual thread, which parks in another way. */
  final boolean virtual;

  /** The agent's thread that is kicking this one. */
  private volatile Thread kicker;

  private final AtomicInteger state = new AtomicInteger();
  private volatile int interruptsBegun;
  private volatile int interruptsDone;
  private int interruptsSeen;

  /** Set while the thread is in the agent's hands: hooks then call straight through. */
  boolean inSafepoint;

  /** Kind of the blocking call the thread is in, {@link #NONE} at a poll. */
  public volatile int kind;

  /** The object waited on, for {@link #WAIT}. */
  public volatile Object waitingOn;

  /** {@code System.nanoTime} at which the call ends by itself; meaningful when {@link #timed}. */
  public volatile long deadline;

  public volatile boolean timed;

  /** Position of this wait among all waits begun so far. */
  public volatile long waitOrder;

  /** True when the call is over (notified, unparked, timed out) and will return at once. */
  volatile boolean over;

  /** The monitor that the stopped thread gives away by waiting on it. */
  private volatile Object giving;

  private volatile boolean givingNotified;

  /**
   * Set by the agent when a broken-off wait may be gone into again although the world is still
   * held.
   */
  public volatile boolean waitAgain;

  /** For a park: the deadline is wall-clock milliseconds. */
  public volatile boolean absolute;

  /** The thread is inside a native call that a signal ends; written by the thread only. */
  boolean inNative;

  /** The thread's name in the operating system, 0 while it has not been asked for. */
  public volatile long nativeThread;

  /** Reading of the thread's unpark counter when it last began to park. */
  int unparksSeen;

  /** The agent's own notes on the thread. */
  public volatile Object attachment;

  private ThreadSlot(Thread thread, boolean virtual) {
    this.thread = thread;
    this.virtual = virtual;
  }

  /** Lets virtual threads take part from now on; before any has been started. */
  public static void includeVirtualThreads() {
    virtualThreads = true;
  }

  public static void install(Waker newWaker) {
    waker = newWaker;
  }

  /** The current thread's slot; null for virtual threads when they don't take part. */
  public static ThreadSlot current() {
    ThreadSlot slot = CURRENT.get();
    if (slot == null) {
      Thread thread = Thread.currentThread();
      boolean virtual = isVirtual(thread);
      if (virtual && !virtualThreads) {
        return null;
      }
      slot = new ThreadSlot(thread, virtual);
      LOCK.lock();
      try {
        if (SLOTS.size() >= purgeAt) {
          purge();
          purgeAt = Math.max(64, 2 * SLOTS.size());
        }
        SLOTS.put(thread, slot);
        INDEX.put(slot);
      } finally {
        LOCK.held = 0;
      }
      CURRENT.set(slot);
    }
    return slot;
  }

  static boolean isVirtual(Thread thread) {
    return VIRTUAL != null && VIRTUAL.isInstance(thread);
  }

  private static Class<?> virtualThreadClass() {
    try {
      return Class.forName("java.lang.BaseVirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** The slot of a thread, or null when it has neither polled nor blocked yet. */
  public static ThreadSlot of(Thread thread) {
    return INDEX.get(thread);
  }

  /** Forgets threads that have ended; with the lock. */
  private static void purge() {
    SLOTS.keySet().removeIf(new Dead());
    INDEX.retain(SLOTS.values(), SLOTS.size());
  }

  static long nextWaitOrder() {
    return WAIT_ORDERS.incrementAndGet();
  }

  /**
   * Whether the call will return at once. The VM itself notifies whoever waits on a thread that
   * ends; a wait that was broken off may have missed it.
   */
  public boolean isOver() {
    Object monitor = waitingOn;
    return over || monitor instanceof Thread && !((Thread) monitor).isAlive();
  }

  /** Before the thread, stopped and owner of the monitor, waits on it to give it away. */
  public void give(Object monitor) {
    givingNotified = false;
    giving = monitor;
    GIVERS.incrementAndGet();
  }

  /**
   * After that wait, the monitor owned again.
   *
   * @return whether there was a notification meanwhile that may have hit this thread instead of a
   *     waiter of the program's own
   */
  public boolean given() {
    GIVERS.decrementAndGet();
    giving = null;
    return givingNotified;
  }

  static boolean anyGives() {
    return GIVERS.get() != 0;
  }

  /** The monitor, which the current thread owns, was notified. */
  static void notified(Object monitor, boolean one) {
    LOCK.lock();
    try {
      for (ThreadSlot slot : SLOTS.values()) {
        if (slot.waitingOn == monitor) {
          slot.over = true;
        }
        if (one && slot.giving == monitor) {
          slot.givingNotified = true;
        }
      }
    } finally {
      LOCK.held = 0;
    }
  }

  /** Begins a blocking call: from here until {@link #leave} the thread may be kicked. */
  void block() {
    interruptsSeen = interruptsBegun;
    over = false;
    state.set(BLOCKED);
  }

  /**
   * Ends a blocking call.
   *
   * @return whether the agent kicked the thread meanwhile; then, unless the call is a park, {@link
   *     #interruptedByApplication} must be asked as well, which takes the kick's interrupt back
   */
  boolean leave() {
    if (state.compareAndSet(BLOCKED, RUNNING)) {
      return false;
    }
    while (state.get() == KICKING) {
      Thread.onSpinWait();
    }
    state.set(RUNNING);
    return true;
  }

  /**
   * After a kick: clears the interrupted status that the kick set and tells whether the application
   * interrupted the thread as well, in which case the status or the exception stays for the
   * application.
   *
   * @param thrown whether the call ended by an {@code InterruptedException}
   */
  boolean interruptedByApplication(boolean thrown) {
    while (interruptsBegun != interruptsDone) {
      Thread.onSpinWait();
    }
    boolean flag = Thread.interrupted();
    if (interruptsSeen == interruptsDone) {
      return thrown && flag;
    }
    if (flag && !thrown) {
      thread.interrupt();
    }
    return true;
  }

  void running() {
    kind = NONE;
    waitingOn = null;
    timed = false;
    absolute = false;
  }

  /**
   * Wakes the thread out of its blocking call, if it is in one. Called by the agent while polls are
   * armed.
   */
  public boolean kick() {
    if (!state.compareAndSet(BLOCKED, KICKING)) {
      return false;
    }
    kicker = Thread.currentThread();
    waker.wake(thread, kind);
    kicker = null;
    state.set(KICKED);
    return true;
  }

  /**
   * Signals the thread if it is inside a native call of {@link NativeIo}. A signal that comes too
   * early is lost: to be called again until the thread has come.
   */
  public void kickOutOfNative() {
    NativeIo.Threads threads = NativeIo.threads();
    if (inNative && threads != null && threads.isInside(thread)) {
      synchronized (this) {
        if (inNative) {
          threads.signal(nativeThread);
        }
      }
    }
  }

  public boolean blocked() {
    return state.get() != RUNNING;
  }

  /** Head of {@code Thread.interrupt()}. */
  public static void interrupting(Thread target) {
    ThreadSlot slot = of(target);
    if (slot != null && slot.kicker != Thread.currentThread()) {
      synchronized (slot.state) {
        slot.interruptsBegun++;
      }
    }
  }

  /** End of {@code Thread.interrupt()}, however it ends. */
  public static void interrupted(Thread target) {
    ThreadSlot slot = of(target);
    if (slot != null && slot.kicker != Thread.currentThread()) {
      synchronized (slot.state) {
        slot.interruptsDone++;
      }
    }
  }

  private static final class Dead implements java.util.function.Predicate<Thread> {
    @Override
    public boolean test(Thread thread) {
      return !thread.isAlive();
    }
  }
}
