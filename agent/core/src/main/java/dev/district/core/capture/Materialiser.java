package dev.district.core.capture;

import dev.district.control.AgentOptions.Materialise;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.diag.Diagnostics;
import dev.district.jdk.EscapeBarrier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a stack walker finds every object: through HotSpot's escape barrier where that
 * can be reached, else by keeping the compiler from replacing objects at all (JDK flag {@code
 * EliminateAllocations}).
 */
public final class Materialiser {
  private static final long STARTING_MS = 10;

  private final boolean barrierWanted;
  private volatile boolean virtualThreads;
  private volatile boolean virtualThreadsWanted;
  private volatile String virtualThreadsExcluded = "";
  private @Nullable EscapeBarrier barrier;

  private Materialiser(boolean barrierWanted) {
    this.barrierWanted = barrierWanted;
    this.virtualThreads = !barrierWanted;
  }

  /** The program may start virtual threads, in this JVM or in one that is restarted from it. */
  public void wantVirtualThreads() {
    virtualThreadsWanted = true;
  }

  public boolean wantsVirtualThreads() {
    return virtualThreadsWanted;
  }

  /** They can't be provided for, for this reason. */
  public void excludeVirtualThreads(String reason) {
    virtualThreadsExcluded = reason;
  }

  /** Why {@link #includesVirtualThreads} says no, as far as it is known. */
  public String whyNoVirtualThreads() {
    return virtualThreadsExcluded;
  }

  /** The compiler replaces no objects any more, and code in which it did is no longer entered. */
  public void includeVirtualThreads() {
    virtualThreads = true;
  }

  /**
   * Whether virtual threads can be captured: the barrier does not see the frames of those that are
   * not mounted.
   */
  public boolean includesVirtualThreads() {
    return virtualThreads;
  }

  /**
   * Chooses by what the VM offers; the barrier itself is linked at the first checkpoint, because in
   * {@code premain} the VM does not yet answer. So {@code auto} asks for what can be known now: a
   * VM with escape barriers (16 and later) and a foreign-function API.
   */
  public static Materialiser choose(Materialise wanted) {
    int feature = Runtime.version().feature();
    boolean possible = feature == 17 || feature >= 22;
    return new Materialiser(wanted != Materialise.FLAG && possible);
  }

  public boolean needsFlag() {
    return !barrierWanted;
  }

  /**
   * Links the barrier ahead of its first use; cheap afterwards. Failing here refuses every
   * checkpoint.
   *
   * @param patience how long the VM may still be starting
   */
  public synchronized void prepare(Duration patience) throws CheckpointRefused {
    long deadline = System.nanoTime() + patience.toNanos();
    while (barrierWanted && barrier == null) {
      try {
        barrier = EscapeBarrier.link();
      } catch (Throwable t) {
        Diagnostics.note("no escape barrier", t);
        throw new IllegalStateException(
            "this JVM gives no access to its tool interface; start the program with materialise=flag",
            t);
      }
      if (barrier == null) {
        awaitStart(deadline);
      }
    }
  }

  private static void awaitStart(long deadline) throws CheckpointRefused {
    if (System.nanoTime() - deadline > 0) {
      throw new CheckpointRefused(
          "main has not been called yet", "this JVM", "try again when the program runs");
    }
    try {
      Thread.sleep(STARTING_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the JVM was starting", e);
    }
  }

  /** Puts every scalar-replaced object of the stopped threads on the heap. */
  public synchronized void materialise() {
    EscapeBarrier linked = barrier;
    if (linked != null) {
      linked.raise();
    }
  }
}
