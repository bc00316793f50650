package dev.district.boot;

import java.util.IdentityHashMap;

/**
 * Where the threads of a restored JVM enter their rebuilt stacks: {@link #main} from the launcher's
 * main class, {@link #enter} from the head of every {@code run()} of a thread class. Stack traces
 * are cut off at this class.
 */
public final class Resumption {
  /** A rebuilt stack, ready to run. */
  public interface Stack {
    void resume() throws Throwable;
  }

  private static final IdentityHashMap<Thread, Stack> STACKS = new IdentityHashMap<>();
  private static final SpinLock LOCK = new SpinLock();
  private static volatile boolean any;

  private Resumption() {}

  /**
   * From here until {@link #main} the current thread prepares the restart. Whatever of the program
   * it calls, its class loaders above all, meets armed polls and must not stop there. To be called
   * when the thread has its thread locals back, which the mark is one of.
   */
  public static void prepare() {
    ThreadSlot.current().inSafepoint = true;
  }

  /** What a virtual thread of a restored JVM runs. */
  public static final class Body implements Runnable {
    @Override
    public void run() {
      try {
        main();
      } catch (Throwable t) {
        Body.<RuntimeException>sneak(t);
      }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable t) throws T {
      throw (T) t;
    }
  }

  /** Makes the thread resume the stack when it starts. */
  public static void put(Thread thread, Stack stack) {
    LOCK.lock();
    try {
      STACKS.put(thread, stack);
      any = true;
    } finally {
      LOCK.held = 0;
    }
  }

  /** Body of the restored JVM's main class; throws what the program's main method throws. */
  public static void main() throws Throwable {
    Stack stack = take(Thread.currentThread());
    if (stack != null) {
      stack.resume();
    } else {
      rebuilt();
    }
  }

  /**
   * Head of {@code run()}.
   *
   * @return whether the thread has resumed, and finished, a rebuilt stack, so that {@code run()}
   *     must return
   */
  public static boolean enter(Thread thread) throws Throwable {
    if (!any || thread != Thread.currentThread()) {
      return false;
    }
    Stack stack = take(thread);
    if (stack == null) {
      return false;
    }
    stack.resume();
    return true;
  }

  /**
   * From here until {@link #rebuilt} the thread runs the agent's code, in which it must not take
   * part in the stop.
   */
  private static Stack take(Thread thread) {
    Stack stack;
    LOCK.lock();
    try {
      stack = STACKS.remove(thread);
      any = !STACKS.isEmpty();
    } finally {
      LOCK.held = 0;
    }
    if (stack != null) {
      ThreadSlot.current().inSafepoint = true;
    }
    return stack;
  }

  /** The current thread's frames are in place, and it is about to block or to poll again. */
  public static void rebuilt() {
    ThreadSlot.current().inSafepoint = false;
  }
}
