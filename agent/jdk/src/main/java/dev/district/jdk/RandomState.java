package dev.district.jdk;

import java.lang.reflect.Field;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a restart forgets of restored generators, so that they don't repeat themselves. */
public final class RandomState {
  private static final long SEED = Raw.offset(Raw.field(Random.class, "seed"));
  private static final long GAUSSIAN = Raw.offset(Raw.field(Random.class, "haveNextNextGaussian"));
  private static final long THREAD_SEED =
      Raw.offset(Raw.field(Thread.class, "threadLocalRandomSeed"));
  private static final long PROBE = Raw.offset(Raw.field(Thread.class, "threadLocalRandomProbe"));
  private static final String SHA1 = "sun.security.provider.SecureRandom";

  private RandomState() {}

  /** To be called for every restored object. */
  public static void settle(Object o) {
    if (o instanceof Random random) {
      settle(random);
    } else if (o instanceof Thread thread) {
      settle(thread);
    } else if (o.getClass().getClassLoader() == null
        && o.getClass().getName().startsWith("sun.security.provider.")) {
      settleProvider(o);
    }
  }

  /** The second of a pair of Gaussian numbers was drawn with the first. */
  private static void settle(Random random) {
    Object seed = Raw.getReference(random, SEED);
    if (seed != null && seed.getClass() != AtomicLong.class) {
      Raw.U.putBoolean(random, GAUSSIAN, false);
    }
  }

  /** The state of {@code ThreadLocalRandom}, where the thread has used it. */
  private static void settle(Thread thread) {
    if (Raw.getInt(thread, PROBE) != 0) {
      Raw.putLong(thread, THREAD_SEED, Entropy.next());
    }
  }

  /** A DRBG is instantiated anew; the SHA1PRNG without a state draws a seed when it is used. */
  private static void settleProvider(Object o) {
    for (@Nullable Class<?> c = o.getClass(); c != null; c = c.getSuperclass()) {
      if (c.getName().equals("sun.security.provider.AbstractDrbg")) {
        Raw.U.putBoolean(o, Raw.offset(Raw.field(c, "instantiated")), false);
      }
    }
    if (o.getClass().getName().equals(SHA1) && Raw.get(o, o.getClass(), "state") == null) {
      Field left = Raw.field(o.getClass(), "remCount");
      Raw.putInt(o, Raw.offset(left), 0);
    }
  }
}
