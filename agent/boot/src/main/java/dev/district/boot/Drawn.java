package dev.district.boot;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;

/**
 * Generators of random numbers, other than {@code java.util.Random}, that have drawn their seed
 * themselves, held weakly and told apart by identity. Generators split off one of them are of the
 * same kind.
 */
public final class Drawn {
  private static final HashSet<Key> KEYS = new HashSet<>();
  private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

  /** Lets programs that have none pay a read only. */
  private static volatile boolean any;

  private Drawn() {}

  /** Where a generator has drawn its seed. */
  public static void note(Object generator) {
    synchronized (KEYS) {
      for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
        KEYS.remove(gone);
      }
      KEYS.add(new Key(generator, GONE));
      any = true;
    }
  }

  /** At the end of every {@code split} that makes a new generator. */
  public static void derive(Object generator, Object parent) {
    if (any && is(parent)) {
      note(generator);
    }
  }

  /** Whether the generator has drawn its seed. */
  public static boolean is(Object generator) {
    if (!any) {
      return false;
    }
    synchronized (KEYS) {
      return KEYS.contains(new Key(generator, null));
    }
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object generator, ReferenceQueue<Object> queue) {
      super(generator, queue);
      this.hash = System.identityHashCode(generator);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object generator = get();
      return generator != null && other instanceof Key && ((Key) other).get() == generator;
    }
  }
}
