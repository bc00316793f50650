package dev.district.core.membership;

import dev.district.control.Fault;
import dev.district.core.diag.Diagnostics;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Release;
import dev.district.image.store.Seat;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where a restored member waits for the others of its district: nothing of any of them runs before
 * all have been rebuilt. See {@link Release} for why all of them run, or none.
 */
public final class Barrier {
  private static final long POLL_MS = 3;
  private static final int ORPHAN_POLLS = 50;
  private static final int ALONE = 125;

  private final Incarnation incarnation;
  private final Fault fault;

  public Barrier(Incarnation incarnation, Fault fault) {
    this.incarnation = incarnation;
    this.fault = fault;
  }

  /** Returns when all may run; ends this JVM when nobody can give the word any more. */
  public void await() {
    try {
      fault.at("member-before-arrival");
      incarnation.say(Seat.State.ARRIVED);
      fault.at("member-after-arrival");
      Release release = incarnation.store().release(incarnation.number());
      for (int polls = 1; !release.given(); polls++) {
        if (polls % ORPHAN_POLLS == 0 && release.orphaned()) {
          Diagnostics.warn(
              "the restart of the district was broken off; nothing of the program has run", null);
          Runtime.getRuntime().halt(ALONE);
        }
        Thread.sleep(POLL_MS);
      }
      incarnation.say(Seat.State.RUNNING);
      fault.at("member-after-release-of-restart");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for the other members", e);
    }
  }
}
