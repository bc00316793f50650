package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** A publisher with small buffers, a processor and two subscribers that ask for a few at a time. */
public final class Flows {
  private Flows() {}

  /** Adds up what comes, and asks for more in threes. */
  private static final class Sum implements Flow.Subscriber<Integer> {
    private final CountDownLatch end = new CountDownLatch(1);
    private long sum;
    private int received;
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(3);
    }

    @Override
    public void onNext(Integer item) {
      sum += item;
      if (++received % 3 == 0) {
        subscription.request(3);
      }
    }

    @Override
    public void onError(Throwable e) {
      sum = -1;
      end.countDown();
    }

    @Override
    public void onComplete() {
      end.countDown();
    }
  }

  /** Passes squares on. */
  private static final class Squares extends SubmissionPublisher<Integer>
      implements Flow.Processor<Integer, Integer> {
    Squares(ExecutorService pool) {
      super(pool, 4);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Integer item) {
      submit(item * item % 1_000);
    }

    @Override
    public void onError(Throwable e) {
      closeExceptionally(e);
    }

    @Override
    public void onComplete() {
      close();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    int steps = Pace.steps(args);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    Sum plain = new Sum();
    Sum squared = new Sum();
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(pool, 4)) {
      Squares squares = new Squares(pool);
      publisher.subscribe(plain);
      publisher.subscribe(squares);
      squares.subscribe(squared);
      for (int step = 0; step < steps; step++) {
        for (int i = 0; i < 50; i++) {
          publisher.submit(step * 50 + i);
        }
        Pace.beat();
        System.out.println("step " + step);
      }
    }
    plain.end.await();
    squared.end.await();
    pool.shutdown();
    System.out.println("done: " + plain.received + " " + plain.sum + " " + squared.sum);
  }
}
