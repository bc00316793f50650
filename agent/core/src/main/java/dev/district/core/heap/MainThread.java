package dev.district.core.heap;

import dev.district.jdk.Raw;
import dev.district.jdk.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * The main thread runs the restore while its own object is overwritten with the captured fields.
 * What the VM has written there, its status, stays; and its thread locals are exchanged only when
 * everything is in place: a half-restored map looks full of stale entries, which any use of a
 * thread local would throw away.
 */
final class MainThread {
  private static final long LOCALS = offset("threadLocals");
  private static final long INHERITABLE = offset("inheritableThreadLocals");

  private final Thread thread;
  private final int status;
  private final @Nullable Object ownLocals;
  private final @Nullable Object ownInheritable;
  private @Nullable Object locals;
  private @Nullable Object inheritable;
  private boolean filled;

  private MainThread(Thread thread) {
    this.thread = thread;
    this.status = ThreadState.status(thread);
    this.ownLocals = Raw.getReference(thread, LOCALS);
    this.ownInheritable = Raw.getReference(thread, INHERITABLE);
  }

  static MainThread save(Thread thread) {
    return new MainThread(thread);
  }

  private static long offset(String field) {
    return Raw.offset(Raw.field(Thread.class, field));
  }

  Thread thread() {
    return thread;
  }

  /** To be called as soon as the captured fields have been written. */
  void filled() {
    filled = true;
    locals = Raw.getReference(thread, LOCALS);
    inheritable = Raw.getReference(thread, INHERITABLE);
    Raw.putReference(thread, LOCALS, ownLocals);
    Raw.putReference(thread, INHERITABLE, ownInheritable);
  }

  /** To be called last. */
  void settle() {
    ThreadState.status(thread, status);
    if (filled) {
      Raw.putReference(thread, LOCALS, locals);
      Raw.putReference(thread, INHERITABLE, inheritable);
    }
  }
}
