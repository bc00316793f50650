package dev.district.jdk;

/**
 * The identity hash code as it lies in the object header ({@code markWord.hpp} of HotSpot).
 *
 * <p>A mark whose low two bits are {@code 01} is unlocked and holds 31 bits of hash, 0 meaning none
 * yet. Where these bits begin differs between releases and header modes (8 on 17, 11 on 25), so the
 * position is measured on fresh objects and then proved by writing. Biased locking, which 17 still
 * offers, makes the measurement fail: {@link #trusted()} is false then and nothing here may be
 * used.
 *
 * <p>A hash is written by compare-and-set and only where there is none. Overwriting one that is in
 * use would break every table that uses it, the JDK's table of method types among them.
 */
public final class MarkWord {
  private static final long HASH_BITS = 0x7fff_ffffL;
  private static final long STATE_BITS = 3;
  private static final long UNLOCKED = 1;
  private static final int PROBES = 64;
  private static final int NOT_FOUND = -1;
  private static final int SHIFT = measure();
  private static final boolean TRUSTED = SHIFT != NOT_FOUND && prove();

  private static int state = (int) System.nanoTime() | 1;

  private MarkWord() {}

  /** True if the position of the hash was found and proved on this JVM. */
  public static boolean trusted() {
    return TRUSTED;
  }

  /**
   * The hash in the header, 0 if there is none, -1 if the header can't tell (locked or inflated).
   */
  public static int peek(Object o) {
    long mark = Raw.U.getLong(o, 0L);
    return (mark & STATE_BITS) == UNLOCKED ? (int) (mark >>> SHIFT & HASH_BITS) : -1;
  }

  /**
   * The object's identity hash; one is given to it if it has none. Cheaper than {@link
   * System#identityHashCode} for an object that never had one. To be used by one thread at a time.
   */
  public static int hash(Object o) {
    int hash = peek(o);
    if (hash > 0) {
      return hash;
    }
    if (hash == 0) {
      int fresh = next();
      if (set(o, fresh)) {
        return fresh;
      }
    }
    return System.identityHashCode(o);
  }

  /** Gives the object this hash; false if it has another or the header can't be written now. */
  public static boolean set(Object o, int hash) {
    while (true) {
      long mark = Raw.U.getLong(o, 0L);
      if ((mark & STATE_BITS) != UNLOCKED) {
        return false;
      }
      long present = mark >>> SHIFT & HASH_BITS;
      if (present != 0) {
        return present == hash;
      }
      if (Raw.U.compareAndSetLong(o, 0L, mark, mark | (long) hash << SHIFT)) {
        return true;
      }
    }
  }

  /** Gives the object this hash in place of another, which nobody must have asked for. */
  public static void replace(Object o, int hash) {
    long mark = Raw.U.getLong(o, 0L);
    if ((mark & STATE_BITS) == UNLOCKED) {
      long others = mark & ~(HASH_BITS << SHIFT);
      boolean ignored = Raw.U.compareAndSetLong(o, 0L, mark, others | (long) hash << SHIFT);
    }
  }

  /** Marsaglia's xorshift, as the VM uses it; never 0. */
  private static int next() {
    int x = state;
    do {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    } while ((x & (int) HASH_BITS) == 0);
    state = x;
    return x & (int) HASH_BITS;
  }

  private static int measure() {
    for (int shift = 0; shift <= Long.SIZE - 31; shift++) {
      if (fits(shift)) {
        return shift;
      }
    }
    return NOT_FOUND;
  }

  private static boolean fits(int shift) {
    for (int i = 0; i < PROBES; i++) {
      Object probe = new Object();
      long before = Raw.U.getLong(probe, 0L);
      int hash = System.identityHashCode(probe);
      long after = Raw.U.getLong(probe, 0L);
      boolean unlocked = (before & STATE_BITS) == UNLOCKED && (after & STATE_BITS) == UNLOCKED;
      boolean onlyHash = (before ^ after) == (long) hash << shift;
      boolean empty = (before >>> shift & HASH_BITS) == 0;
      if (!unlocked || !onlyHash || !empty) {
        return false;
      }
    }
    return true;
  }

  private static boolean prove() {
    for (int i = 1; i <= PROBES; i++) {
      Object probe = new Object();
      int hash = i * 0x9e3779b1 & (int) HASH_BITS;
      if (!set(probe, hash) || System.identityHashCode(probe) != hash || peek(probe) != hash) {
        return false;
      }
      synchronized (probe) {
        if (System.identityHashCode(probe) != hash) {
          return false;
        }
      }
    }
    return true;
  }
}
