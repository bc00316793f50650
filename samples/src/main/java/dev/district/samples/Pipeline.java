package dev.district.samples;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Two producers and three consumers on one fixed pool, with a queue of eight places between them:
 * most of the time somebody is blocked in {@code put} or {@code take}.
 *
 * <p>Argument: batches of 200 parcels (40).
 */
public final class Pipeline {
  private static final int BATCH = 200;
  private static final int PRODUCERS = 2;
  private static final int CONSUMERS = 3;
  private static final Parcel LAST = new Parcel(-1, 0);

  private final BlockingQueue<Parcel> queue = new ArrayBlockingQueue<>(8);
  private final CountDownLatch[] arrived;
  private final AtomicLong[] sums;

  private record Parcel(int batch, long weight) {}

  private Pipeline(int batches) {
    arrived = new CountDownLatch[batches];
    sums = new AtomicLong[batches];
    for (int b = 0; b < batches; b++) {
      arrived[b] = new CountDownLatch(PRODUCERS * BATCH);
      sums[b] = new AtomicLong();
    }
  }

  public static void main(String[] args) throws Exception {
    int batches = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    Pipeline pipeline = new Pipeline(batches);
    ExecutorService pool = Executors.newFixedThreadPool(PRODUCERS + CONSUMERS);
    for (int p = 0; p < PRODUCERS; p++) {
      int producer = p;
      pool.submit(() -> pipeline.produce(producer, batches));
    }
    for (int c = 0; c < CONSUMERS; c++) {
      pool.submit(pipeline::consume);
    }
    long total = 0;
    for (int b = 0; b < batches; b++) {
      pipeline.arrived[b].await();
      System.out.println("batch " + b + ": weight " + pipeline.sums[b]);
      total += pipeline.sums[b].get();
    }
    for (int c = 0; c < CONSUMERS; c++) {
      pipeline.queue.put(LAST);
    }
    pool.shutdown();
    System.out.println(
        "done: pool ended " + pool.awaitTermination(1, TimeUnit.MINUTES) + ", weight " + total);
  }

  private @Nullable Void produce(int producer, int batches) throws InterruptedException {
    for (int b = 0; b < batches; b++) {
      for (int i = 0; i < BATCH; i++) {
        queue.put(new Parcel(b, (long) b * i + producer));
      }
      Thread.sleep(100);
    }
    return null;
  }

  private @Nullable Void consume() throws InterruptedException {
    for (Parcel parcel = queue.take(); parcel != LAST; parcel = queue.take()) {
      sums[parcel.batch].addAndGet(parcel.weight);
      arrived[parcel.batch].countDown();
    }
    return null;
  }
}
