package dev.district.it.bench;

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
 * Steady-state work of five kinds. Prints, for each, the best time per operation in microseconds.
 */
public final class Workloads {
  private static final long WARM_UP_NANOS = 1_500_000_000L;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 150_000_000L;

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

  public static void main(String[] args) {
    Workloads work = new Workloads();
    Map<String, LongSupplier> all =
        Map.of(
            "numeric", work::matrix,
            "streams", work::streams,
            "hashmap", work::count,
            "sort", work::sort,
            "monitors", work::monitors);
    long sink = 0;
    for (String name : new String[] {"numeric", "streams", "hashmap", "sort", "monitors"}) {
      LongSupplier workload = all.get(name);
      long end = System.nanoTime() + WARM_UP_NANOS;
      while (System.nanoTime() - end < 0) {
        sink += workload.getAsLong();
      }
      double best = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        int operations = 0;
        while (System.nanoTime() - begin < ROUND_NANOS) {
          sink += workload.getAsLong();
          operations++;
        }
        best = Math.min(best, (System.nanoTime() - begin) / 1e3 / operations);
      }
      System.out.printf(Locale.ROOT, "%s %.2f%n", name, best);
    }
    System.out.println("# " + sink);
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
