package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Cleaning actions and finalizers run exactly once for each object that dies, whether it died
 * before a checkpoint, around it, or after the restart.
 */
public final class Cleaners {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final BitSet CLEANED = new BitSet();
  private static final BitSet FINALIZED = new BitSet();
  private static int twice;

  private Cleaners() {}

  private static void note(BitSet set, int number) {
    synchronized (set) {
      twice += set.get(number) ? 1 : 0;
      set.set(number);
      set.notifyAll();
    }
  }

  private static int count(BitSet set) {
    synchronized (set) {
      return set.cardinality();
    }
  }

  private static final class Mortal {
    private final int number;

    Mortal(int number) {
      this.number = number;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    protected void finalize() {
      note(FINALIZED, number);
    }
  }

  private static Cleaner.Cleanable register(Object o, int number) {
    return CLEANER.register(o, () -> note(CLEANED, number));
  }

  private static void awaitAll(BitSet set, int total) throws InterruptedException {
    while (count(set) < total) {
      System.gc();
      synchronized (set) {
        set.wait(20);
      }
    }
  }

  private static final List<Object> HELD = new ArrayList<>();
  private static final List<Mortal> MORTALS = new ArrayList<>();
  private static int explicit;

  /** What lives and dies in a step is in no frame that lasts. */
  private static void live(int step) {
    Object one = new Object();
    Cleaner.Cleanable cleanable = register(one, step);
    switch (step % 4) {
      case 0 -> HELD.add(one);
      case 1 -> {
        cleanable.clean();
        cleanable.clean();
        explicit++;
      }
      default -> {}
    }
    Mortal mortal = new Mortal(step);
    if (step % 2 == 0) {
      MORTALS.add(mortal);
    }
    Pace.beat();
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    ExecutorService single = Executors.newSingleThreadExecutor(task -> new Thread(task, "single"));
    for (int step = 0; step < steps; step++) {
      live(step);
      if (step % 10 == 0) {
        System.gc();
      }
      int number = step;
      System.out.println(
          "step "
              + step
              + ": "
              + HELD.size()
              + " held, "
              + MORTALS.size()
              + " to be finalized, "
              + explicit
              + " cleaned, "
              + single.submit(() -> number * 3).get());
    }
    single.shutdown();
    HELD.clear();
    MORTALS.clear();
    awaitAll(CLEANED, steps);
    awaitAll(FINALIZED, steps);
    System.out.println(
        "done: "
            + CLEANED.cardinality()
            + " cleaned, "
            + FINALIZED.cardinality()
            + " finalized, "
            + twice
            + " twice");
  }
}
