package dev.district.core.membership;

import dev.district.image.store.Incarnation;
import dev.district.image.store.Meeting;
import dev.district.image.store.Release;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where members that are being restarted wait until the sockets of all of them listen, before any
 * of them connects to one.
 */
public final class Listeners {
  private static final String LISTENING = "listening";
  private static final long POLL_MS = 2;
  private static final int ORPHAN_POLLS = 100;

  private final Incarnation incarnation;
  private final String member;
  private final int others;

  /**
   * @param others how many other members are being restarted
   */
  public Listeners(Incarnation incarnation, String member, int others) {
    this.incarnation = incarnation;
    this.member = member;
    this.others = others;
  }

  /** Returns when all are so far; fails when the restart has been broken off. */
  public void await() {
    try {
      Meeting meeting = incarnation.store().meeting("restart-" + incarnation.number());
      meeting.hold();
      meeting.mark(member, LISTENING);
      Release release = incarnation.store().release(incarnation.number());
      for (int polls = 1; meeting.count(LISTENING) <= others; polls++) {
        if (polls % ORPHAN_POLLS == 0 && release.orphaned()) {
          throw new IllegalStateException("the restart of the district was broken off");
        }
        Thread.sleep(POLL_MS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for the other members", e);
    }
  }
}
