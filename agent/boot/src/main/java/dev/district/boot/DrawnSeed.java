package dev.district.boot;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The seed of a {@link java.util.Random} that was not given one: it takes the place of the {@code
 * AtomicLong} that the constructor without arguments has made, so that a restart can tell such a
 * generator, which must not repeat itself, from one that was given its seed and must. Nothing of it
 * shows, and no list has to be kept.
 */
public final class DrawnSeed extends AtomicLong {
  private static final long serialVersionUID = 1L;

  private volatile boolean replaced;

  public DrawnSeed(long seed) {
    super(seed);
  }

  /** End of {@code Random()}. */
  public static AtomicLong of(AtomicLong seed) {
    return seed == null ? null : new DrawnSeed(seed.get());
  }

  /** Head of {@code Random.setSeed}. */
  public static void replace(AtomicLong seed) {
    if (seed instanceof DrawnSeed) {
      ((DrawnSeed) seed).replaced = true;
    }
  }

  /** Whether the program has set a seed of its own meanwhile. */
  public boolean isReplaced() {
    return replaced;
  }
}
