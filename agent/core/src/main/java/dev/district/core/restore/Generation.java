package dev.district.core.restore;

import dev.district.core.diag.Diagnostics;
import dev.district.core.frames.Unresumable;
import dev.district.core.threads.ApplicationThreads;
import dev.district.image.meta.ThreadMeta;

/**
 * Generates resume methods on a second thread while the main thread strings stacks together: from
 * the last thread of the image on, so that the two meet in the middle. Whatever is wrong comes
 * again when the stack itself is built.
 */
final class Generation implements Runnable {
  /** Fewer threads than these aren't worth one more. */
  private static final int LEAST = 3;

  private final StackBuilder stacks;
  private final ThreadMeta[] threads;
  private final Thread thread =
      new Thread(ApplicationThreads.baseGroup(), this, "district-generation", 0, false);
  private volatile boolean ended;
  private boolean busy;

  Generation(StackBuilder stacks, ThreadMeta[] threads) {
    this.stacks = stacks;
    this.threads = threads;
  }

  void begin() {
    if (threads.length >= LEAST && Runtime.getRuntime().availableProcessors() > 1) {
      busy = true;
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * All stacks are built: waits for the thread, which is with the frames of one at most. Not by
   * {@code join}: the JDK's waits are woven, and the main thread would come to the safepoint.
   */
  synchronized void end() throws InterruptedException {
    ended = true;
    while (busy) {
      wait();
    }
  }

  private synchronized void done() {
    busy = false;
    notifyAll();
  }

  @Override
  public void run() {
    try {
      for (int i = threads.length - 1; i > 0 && !ended; i--) {
        stacks.prepare(threads[i]);
      }
    } catch (Unresumable | RuntimeException e) {
      Diagnostics.note("resume methods generated ahead", e);
    } finally {
      done();
    }
  }
}
