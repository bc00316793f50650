package dev.district.core.threads;

import dev.district.boot.Poll;
import dev.district.boot.ThreadSlot;
import dev.district.jdk.PlatformThreads;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the agent's own that stands at a safepoint of a world of its own, and walks its stack
 * there. What a stop of the application's threads needs is loaded and linked thereby, and nobody
 * has had to wait for it.
 */
public final class Rehearsal implements AutoCloseable, Runnable {
  private static final long PATIENCE_MS = 2_000;

  private final World world = new World();
  private final Thread thread =
      new Thread(ApplicationThreads.baseGroup(), this, "district-rehearsal", 0, false);
  private @Nullable StoppedThread stopped;

  /** The thread, stopped and walked; null if it did not get there. */
  public @Nullable StoppedThread stop() throws InterruptedException {
    thread.setDaemon(true);
    thread.start();
    long deadline = System.currentTimeMillis() + PATIENCE_MS;
    StoppedThread standing = null;
    while (System.currentTimeMillis() < deadline) {
      if (standing == null) {
        standing = standing();
        if (standing != null) {
          standing.requestWalk();
        }
      } else if (standing.walked()) {
        PlatformThreads.interruptRaw(thread);
        return standing;
      }
      Thread.sleep(1);
    }
    return null;
  }

  private synchronized @Nullable StoppedThread standing() {
    return stopped;
  }

  @Override
  public void run() {
    Poll.rehearse();
    ThreadSlot slot = ThreadSlot.current();
    if (slot != null) {
      StoppedThread standing = new StoppedThread(world, slot, null);
      synchronized (this) {
        stopped = standing;
      }
      standing.serve();
    }
  }

  /** Lets the thread end. */
  @Override
  public void close() {
    StoppedThread standing = standing();
    if (standing != null) {
      standing.go();
    }
  }
}
