package dev.district.core.membership;

import dev.district.core.diag.Diagnostics;
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

  private final ReentrantLock joining = new ReentrantLock();
  private @Nullable Incarnation joined;
  private final Runnable farewell;
  private boolean leaving;

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

  /** The end. */
  @Override
  public void run() {
    try {
      boolean locked = joining.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
      leaving = true;
      Incarnation incarnation = joined;
      if (locked && incarnation != null) {
        incarnation.say(Seat.State.LEFT);
      }
      farewell.run();
    } catch (InterruptedException | IOException e) {
      Diagnostics.note("the district will think that this member has crashed", e);
    }
  }
}
