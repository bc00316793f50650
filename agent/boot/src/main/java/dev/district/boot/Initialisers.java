package dev.district.boot;

import java.util.IdentityHashMap;

/**
 * Static initialisers that were in progress at a checkpoint. In a restored JVM such a class is
 * defined with a {@code <clinit>} that does no more than call {@link #resume}: the VM begins to
 * initialise the class in the thread that did so before (JVMS 5.5), others that need it wait as
 * they would have, and inside goes on what was captured.
 */
public final class Initialisers {
  private static final IdentityHashMap<Thread, Resumption.Stack> STACKS =
      new IdentityHashMap<Thread, Resumption.Stack>();

  private Initialisers() {}

  /** What the next initialiser that begins in the current thread is to run. */
  public static void put(Resumption.Stack stack) {
    synchronized (STACKS) {
      STACKS.put(Thread.currentThread(), stack);
    }
  }

  /** Takes back what {@link #put} left, if nothing has run it; whether there was something. */
  public static boolean take() {
    return next() != null;
  }

  /** Body of {@code <clinit>}. */
  public static void resume() throws Throwable {
    Resumption.Stack stack = next();
    if (stack == null) {
      throw new IllegalStateException("an initialiser was begun that a checkpoint had interrupted");
    }
    stack.resume();
  }

  private static Resumption.Stack next() {
    synchronized (STACKS) {
      return STACKS.remove(Thread.currentThread());
    }
  }
}
