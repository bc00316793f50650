package dev.district.it.programs.identity;

import dev.district.it.programs.Pace;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Generators of random numbers of all kinds, used before the checkpoint and after it. At the end a
 * line per generator: {@code drawn} for those that drew their seed themselves, which two restarts
 * must not repeat; {@code seeded} for those that were given one, which go on with their sequence.
 */
public final class Draws {
  private final Map<String, LongSupplier> drawn = new LinkedHashMap<>();
  private final Map<String, LongSupplier> seeded = new LinkedHashMap<>();

  private Draws() {}

  /** A generator of the program's own. */
  private static final class Dice extends Random {
    private static final long serialVersionUID = 1L;

    Dice() {}

    Dice(long seed) {
      super(seed);
    }
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    Draws draws = new Draws();
    draws.fill();
    CountDownLatch go = new CountDownLatch(1);
    long[] elsewhere = new long[1];
    Thread other =
        new Thread(
            () -> {
              elsewhere[0] = ThreadLocalRandom.current().nextLong();
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              elsewhere[0] = ThreadLocalRandom.current().nextLong();
            });
    other.start();
    int used = 0;
    for (LongSupplier next : draws.all().values()) {
      used += next.getAsLong() == 0 ? 0 : 1;
    }
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      System.out.println("step " + step);
    }
    go.countDown();
    other.join();
    draws.drawn.put("ThreadLocalRandom of another thread", () -> elsewhere[0]);
    draws.drawn.forEach(
        (name, next) -> System.out.println("drawn " + name + ' ' + next.getAsLong()));
    draws.seeded.forEach(
        (name, next) -> System.out.println("seeded " + name + ' ' + next.getAsLong()));
    System.out.println("done: " + used);
  }

  private Map<String, LongSupplier> all() {
    Map<String, LongSupplier> all = new LinkedHashMap<>(drawn);
    all.putAll(seeded);
    return all;
  }

  private void fill() throws NoSuchAlgorithmException {
    random();
    splittable();
    secure();
    drawn.put("Random made now", () -> new Random().nextLong());
    drawn.put("Math.random", () -> Double.doubleToLongBits(Math.random()));
    drawn.put("ThreadLocalRandom", () -> ThreadLocalRandom.current().nextLong());
    drawn.put("UUID", () -> UUID.randomUUID().getMostSignificantBits());
    drawn.put("shuffle", Draws::shuffle);
  }

  private void random() {
    drawn.put("Random", new Random()::nextLong);
    drawn.put("subclass of Random", new Dice()::nextLong);
    Random gaussian = new Random();
    drawn.put("Gaussian", () -> Double.doubleToLongBits(gaussian.nextGaussian()));
    seeded.put("Random", new Random(42)::nextLong);
    seeded.put("subclass of Random", new Dice(42)::nextLong);
    Random later = new Random();
    later.setSeed(42);
    seeded.put("Random with a seed set later", later::nextLong);
  }

  private void splittable() {
    SplittableRandom parent = new SplittableRandom();
    drawn.put("SplittableRandom", parent::nextLong);
    drawn.put("split", parent.split()::nextLong);
    SplittableRandom given = new SplittableRandom(42);
    seeded.put("SplittableRandom", given::nextLong);
    seeded.put("split", given.split()::nextLong);
  }

  private void secure() throws NoSuchAlgorithmException {
    drawn.put("SecureRandom", new SecureRandom()::nextLong);
    drawn.put("NativePRNG", SecureRandom.getInstance("NativePRNG")::nextLong);
    drawn.put("SHA1PRNG", SecureRandom.getInstance("SHA1PRNG")::nextLong);
    drawn.put("DRBG", SecureRandom.getInstance("DRBG")::nextLong);
    SecureRandom given = SecureRandom.getInstance("SHA1PRNG");
    given.setSeed("a seed".getBytes(StandardCharsets.UTF_8));
    seeded.put("SHA1PRNG", given::nextLong);
  }

  private static long shuffle() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers);
    return numbers.hashCode();
  }
}
