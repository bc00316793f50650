package dev.district.it.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Steady-state work of fifteen kinds. Prints, for each, the best processor time per operation in
 * microseconds.
 *
 * <p>Arguments: names of workloads, none for all.
 */
public final class Workloads {
  private static final long WARM_UP_NANOS = 600_000_000L;
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 80_000_000L;

  private final double[] left = new double[160 * 160];
  private final double[] right = new double[160 * 160];
  private final double[] product = new double[160 * 160];
  private final List<String> words = new ArrayList<>();
  private final int[] numbers = new int[40_000];
  private int balance;

  private Workloads() {
    Random random = new Random(7);
    for (int i = 0; i < left.length; i++) {
      left[i] = random.nextDouble();
      right[i] = random.nextDouble();
    }
    for (int i = 0; i < 10_000; i++) {
      words.add("word " + random.nextInt(4_000));
    }
  }

  /** One kind of work. */
  private record Workload(String name, LongSupplier operation) {}

  public static void main(String[] args) {
    Workloads work = new Workloads();
    Kernels kernels = new Kernels();
    Everyday everyday = new Everyday();
    List<Workload> all =
        List.of(
            new Workload("matrix", work::matrix),
            new Workload("fft", kernels::fft),
            new Workload("sor", kernels::sor),
            new Workload("sparse", kernels::sparse),
            new Workload("lu", kernels::lu),
            new Workload("monte-carlo", kernels::monteCarlo),
            new Workload("streams", work::streams),
            new Workload("boxing", everyday::boxing),
            new Workload("iteration", everyday::iteration),
            new Workload("parsing", everyday::parse),
            new Workload("hashmap", work::count),
            new Workload("recursion", everyday::recursion),
            new Workload("sort", work::sort),
            new Workload("monitors", work::monitors),
            new Workload("queues", everyday::queues));
    long sink = 0;
    for (Workload workload : all) {
      if (args.length == 0 || List.of(args).contains(workload.name)) {
        sink += measure(workload);
      }
    }
    System.out.println("# " + sink);
  }

  /** Processor time of this thread: what else runs on the machine hardly matters. */
  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long measure(Workload workload) {
    long sink = 0;
    long end = now() + WARM_UP_NANOS;
    while (now() - end < 0) {
      sink += workload.operation.getAsLong();
    }
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = now();
      int operations = 0;
      while (now() - begin < ROUND_NANOS) {
        sink += workload.operation.getAsLong();
        operations++;
      }
      best = Math.min(best, (now() - begin) / 1e3 / operations);
    }
    System.out.printf(Locale.ROOT, "%s %.2f%n", workload.name, best);
    return sink;
  }

  private long matrix() {
    int n = 160;
    Arrays.fill(product, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = left[i * n + k];
        for (int j = 0; j < n; j++) {
          product[i * n + j] += factor * right[k * n + j];
        }
      }
    }
    return (long) product[n + 1];
  }

  private long streams() {
    Map<Integer, Long> lengths =
        words.stream()
            .map(String::length)
            .collect(Collectors.groupingBy(x -> x, Collectors.counting()));
    return lengths.size()
        + words.stream().filter(w -> w.endsWith("7")).mapToInt(String::length).sum();
  }

  private long count() {
    Map<String, Integer> counts = new HashMap<>();
    for (String word : words) {
      counts.merge(word, 1, Integer::sum);
    }
    return counts.size();
  }

  private long sort() {
    int x = 12_345;
    for (int i = 0; i < numbers.length; i++) {
      x = x * 1_103_515_245 + 12_345;
      numbers[i] = x;
    }
    quicksort(0, numbers.length - 1);
    return numbers[100];
  }

  private void quicksort(int low, int high) {
    int from = low;
    while (from < high) {
      int pivot = numbers[(from + high) >>> 1];
      int i = from;
      int j = high;
      while (i <= j) {
        while (numbers[i] < pivot) {
          i++;
        }
        while (numbers[j] > pivot) {
          j--;
        }
        if (i <= j) {
          int swap = numbers[i];
          numbers[i++] = numbers[j];
          numbers[j--] = swap;
        }
      }
      quicksort(from, j);
      from = i;
    }
  }

  private long monitors() {
    for (int i = 0; i < 20_000; i++) {
      add(i);
      synchronized (words) {
        balance--;
      }
    }
    return balance;
  }

  private synchronized void add(int amount) {
    balance += amount;
  }
}
