package dev.district.core.membership;

import dev.district.core.diag.Diagnostics;
import dev.district.core.threads.ApplicationThreads;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Seat;
import dev.district.jdk.LastHook;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that an orderly end of this JVM is one for its district: the seat says so before the
 * process is gone, even if the program ends while its agent is still joining.
 */
public final class Departure implements Runnable {
  private static final long PATIENCE_MS = 1000;
  private static final long FAREWELL_MS = 3000;

  private final ReentrantLock joining = new ReentrantLock();
  private @Nullable Incarnation joined;
  private final Runnable farewell;
  private volatile boolean leaving;
  private boolean farewellSaid;

  private Departure(Runnable farewell) {
    this.farewell = farewell;
  }

  /**
   * Watches for the end from now on.
   *
   * @param farewell done when it has come
   */
  public static Departure watch(Runnable farewell) {
    Departure departure = new Departure(farewell);
    try {
      LastHook.register(departure);
    } catch (IllegalStateException e) {
      departure.leaving = true;
    }
    return departure;
  }

  /** How this JVM gets its seat. */
  public interface Joining {
    Incarnation join() throws IOException;
  }

  /** Joins; a shutdown waits for it a moment. */
  public Incarnation join(Joining way) throws IOException {
    joining.lock();
    try {
      Incarnation incarnation = way.join();
      joined = incarnation;
      if (leaving) {
        incarnation.say(Seat.State.LEFT);
      }
      return incarnation;
    } finally {
      joining.unlock();
    }
  }

  /**
   * On a thread of the base: this one is the application's, and would stop for a checkpoint in the
   * midst of a conversation.
   */
  private synchronized void sayFarewell() throws InterruptedException {
    Thread thread =
        new Thread(ApplicationThreads.baseGroup(), this::bidFarewell, "district-end", 0, false);
    thread.setDaemon(true);
    thread.start();
    long deadline = System.nanoTime() + FAREWELL_MS * 1_000_000L;
    while (!farewellSaid && System.nanoTime() - deadline < 0) {
      wait(PATIENCE_MS);
    }
  }

  private void bidFarewell() {
    try {
      farewell.run();
    } finally {
      synchronized (this) {
        farewellSaid = true;
        notifyAll();
      }
    }
  }

  /** Whether the end has come: no checkpoint could be gone on from. */
  public boolean isLeaving() {
    return leaving;
  }

  /** The end. */
  @Override
  public void run() {
    try {
      leaving = true;
      boolean locked = joining.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
      Incarnation incarnation = joined;
      if (locked && incarnation != null) {
        incarnation.say(Seat.State.LEFT);
      }
      sayFarewell();
    } catch (InterruptedException | IOException e) {
      Diagnostics.note("the district will think that this member has crashed", e);
    }
  }
}
