package dev.district.samples;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Work split over the common pool by a parallel stream and by a tree of CompletableFutures.
 *
 * <p>Argument: rounds (50).
 */
public final class Forks {
  private static final int WIDTH = 120_000;

  private Forks() {}

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    long primes = 0;
    long digits = 0;
    for (int round = 0; round < rounds; round++) {
      long from = (long) round * WIDTH;
      long found = LongStream.range(from, from + WIDTH).parallel().filter(Forks::isPrime).count();
      long sum = digitSums(from, from + WIDTH).join();
      System.out.println("from " + from + ": " + found + " primes, digits sum to " + sum);
      primes += found;
      digits += sum;
    }
    List<Integer> squares =
        IntStream.range(0, 10).parallel().mapToObj(i -> i * i).collect(Collectors.toList());
    System.out.println("squares " + squares);
    System.out.println("done: " + primes + " primes, digits sum to " + digits);
  }

  private static boolean isPrime(long n) {
    for (long d = 2; d * d <= n; d++) {
      if (n % d == 0) {
        return false;
      }
    }
    return n > 1;
  }

  private static CompletableFuture<Long> digitSums(long from, long to) {
    if (to - from <= 1_000) {
      return CompletableFuture.supplyAsync(
          () -> LongStream.range(from, to).map(Forks::digitSum).sum());
    }
    long middle = (from + to) >>> 1;
    return digitSums(from, middle)
        .thenCombine(digitSums(middle, to), Long::sum)
        .thenApplyAsync(sum -> sum);
  }

  private static long digitSum(long n) {
    return Long.toString(n).chars().map(c -> c - '0').sum();
  }
}
