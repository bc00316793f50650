package dev.district.core.heap;

import dev.district.jdk.ThreadState;

/**
 * Keeps what the VM has written into the main thread's object while the object is overwritten with the captured fields: its
 * status. The thread goes on running all the while.
 */
final class MainThread {
  private final Thread thread;
  private final int status;

  private MainThread(Thread thread, int status) {
    this.thread = thread;
    this.status = status;
  }

  static MainThread save(Thread thread) {
    return new MainThread(thread, ThreadState.status(thread));
  }

  void settle() {
    ThreadState.status(thread, status);
  }
}
