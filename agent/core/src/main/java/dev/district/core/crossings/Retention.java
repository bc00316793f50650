package dev.district.core.crossings;

import java.util.concurrent.atomic.AtomicLong;

/** How much all crossings of this JVM keep together, and who is told when one changes. */
final class Retention {
  private final AtomicLong kept = new AtomicLong();
  private final Runnable whenChanged;
  private final long limit;

  /**
   * @param whenChanged told when a connection's state has changed; must not block
   */
  Retention(long limit, Runnable whenChanged) {
    this.limit = limit;
    this.whenChanged = whenChanged;
  }

  /** A crossing keeps more or less than before; one that would keep too much keeps nothing. */
  void grown(Crossing crossing) {
    long all = kept.addAndGet(crossing.stream().change());
    if (all > limit && crossing.stream().kept() > 0) {
      crossing.letPass("more than " + limit + " bytes would have to be kept (option retain)");
      kept.addAndGet(crossing.stream().change());
      whenChanged.run();
    }
  }

  void changed(Crossing crossing) {
    kept.addAndGet(crossing.stream().change());
    whenChanged.run();
  }
}
