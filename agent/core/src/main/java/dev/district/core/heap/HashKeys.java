package dev.district.core.heap;

/**
 * The identity hashes that captures give to objects: each stands for a key, counted from 1, so that
 * the hash leads to an entry of an array. To a program they look like any others: the odd factor
 * spreads them over all 31 bits, and even those of neighbours differ in their low bits.
 *
 * <p>A key is used again only when very many have been given in one JVM, or by another JVM; hence
 * an entry found by it may be somebody else's, and whoever looks compares. Used by one thread at a
 * time.
 */
final class HashKeys {
  private static final int ODD = 0x9e3779b1;
  private static final int INVERSE = inverse(ODD);
  private static final int HASH_BITS = 0x7fff_ffff;

  private static final int LEAST_LIMIT = 1 << 22;
  private static final int KEYS_PER_OBJECT = 4;

  private static int next = 1;

  /** Beyond this number of keys the array would be too long for the heap: counting begins anew. */
  private static int limit = LEAST_LIMIT;

  private static int expected;

  private HashKeys() {}

  /** The keys for one capture. */
  static HashKeys next() {
    if (next > limit) {
      next = 1;
    }
    return new HashKeys();
  }

  /** Tells how many objects a capture has met. */
  void met(int objects) {
    limit = limit(objects);
    expected = objects;
  }

  /** How many objects the last capture has met. */
  static int expected() {
    return expected;
  }

  private static int limit(int objects) {
    return (int) Math.min(1 << 29, LEAST_LIMIT + (long) KEYS_PER_OBJECT * objects);
  }

  /** Continues after a key of another JVM, whose objects are in this one now. */
  static void continueAfter(int key, int objects) {
    if (key >= next && key < limit(objects)) {
      next = key + 1;
      limit = limit(objects);
    }
  }

  /** The hash of a key, never 0. */
  static int hash(int key) {
    return key * ODD & HASH_BITS;
  }

  /** The key of any hash. */
  static int key(int hash) {
    return hash * INVERSE & HASH_BITS;
  }

  /** The key that the next object gets. */
  int propose() {
    return next;
  }

  void take() {
    next++;
  }

  /** Whether the key has been given out, as far as that can be told. */
  boolean isOurs(int key) {
    return key < next;
  }

  /** By Newton's iteration, which doubles the number of right bits each time. */
  private static int inverse(int odd) {
    int x = odd;
    for (int i = 0; i < 5; i++) {
      x *= 2 - odd * x;
    }
    return x;
  }
}
