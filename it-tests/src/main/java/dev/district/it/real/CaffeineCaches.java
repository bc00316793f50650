package dev.district.it.real;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;

/**
 * Caffeine: caches bounded by number and by weight, one that loads by itself, one that does so in
 * the background; all with their adaptive admission, which depends on everything that came before.
 *
 * <p>Argument: rounds (120).
 */
public final class CaffeineCaches {
  private static final int LOOKUPS = 2000;
  private static final long PAUSE_MS = 10;

  private final Cache<Integer, String> bounded =
      Caffeine.newBuilder().maximumSize(500).recordStats().executor(Runnable::run).build();
  private final LoadingCache<String, Integer> loading =
      Caffeine.newBuilder()
          .maximumSize(100)
          .expireAfterWrite(Duration.ofHours(2))
          .executor(Runnable::run)
          .build(key -> key.length() * 31 + key.charAt(key.length() - 1));
  private final AsyncLoadingCache<Integer, Long> background =
      Caffeine.newBuilder().buildAsync(key -> (long) key * key);
  private final Cache<Integer, byte[]> weighed =
      Caffeine.newBuilder()
          .maximumWeight(20_000)
          .weigher((Integer key, byte[] value) -> value.length)
          .executor(Runnable::run)
          .build();

  private CaffeineCaches() {}

  private long round(int round) {
    long sum = 0;
    for (int i = 0; i < LOOKUPS; i++) {
      int key = (int) ((long) i * i % 997 + round);
      sum += bounded.get(key, absent -> "value " + absent).length();
      sum += loading.get("key " + i % 150);
    }
    bounded.cleanUp();
    loading.cleanUp();
    weighed.put(round, new byte[100 + round % 50]);
    weighed.cleanUp();
    return sum + background.get(round % 50).join();
  }

  public static void main(String[] args) throws InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 120;
    CaffeineCaches caches = new CaffeineCaches();
    long total = 0;
    for (int round = 0; round < rounds; round++) {
      total += caches.round(round);
      Thread.sleep(PAUSE_MS);
      System.out.println(
          round
              + " "
              + total
              + ", sizes "
              + caches.bounded.estimatedSize()
              + " "
              + caches.loading.estimatedSize());
    }
    System.out.println("done: " + total + ", " + caches.bounded.stats().requestCount() + " asked");
  }
}
