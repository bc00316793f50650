package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two producers and two consumers at every blocking queue: nothing is lost, nothing comes twice.
 */
public final class Queues {
  private static final int ITEMS = 30;

  private final AtomicLong put = new AtomicLong();
  private final AtomicLong got = new AtomicLong();

  private Queues() {}

  /** Due a little after it was made; ordered by that. */
  private record Item(int value, long due) implements Delayed {
    static Item of(int value) {
      return new Item(value, System.nanoTime() + value * 20_000L);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(due, ((Item) other).due);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    new Queues().run(Pace.steps(args) / 2);
  }

  private void run(int rounds) throws InterruptedException {
    LinkedTransferQueue<Item> transfer = new LinkedTransferQueue<>();
    DelayQueue<Item> delayed = new DelayQueue<>();
    List<BlockingQueue<Item>> queues =
        List.of(
            new ArrayBlockingQueue<>(4, true),
            new LinkedBlockingQueue<>(4),
            new LinkedBlockingDeque<>(4),
            new PriorityBlockingQueue<>(4),
            transfer);
    new Team(
            4,
            (member, round) -> {
              for (int i = 1; i <= ITEMS; i++) {
                for (BlockingQueue<Item> queue : queues) {
                  if (member % 2 == 0) {
                    put(queue, i);
                  } else {
                    take(queue);
                  }
                }
                if (member % 2 == 0) {
                  put.addAndGet(i);
                  delayed.put(Item.of(i));
                  put.addAndGet(i);
                  transfer.transfer(Item.of(i));
                } else {
                  got.addAndGet(delayed.take().value());
                  take(transfer);
                }
              }
            },
            () -> "put " + put + ", got " + got + ", left " + left(queues, delayed))
        .play(rounds);
  }

  private void put(BlockingQueue<Item> queue, int value) throws InterruptedException {
    put.addAndGet(value);
    queue.put(Item.of(value));
  }

  private void take(BlockingQueue<Item> queue) throws InterruptedException {
    got.addAndGet(queue.take().value());
  }

  private static int left(List<BlockingQueue<Item>> queues, BlockingQueue<Item> delayed) {
    return queues.stream().mapToInt(BlockingQueue::size).sum() + delayed.size();
  }
}
