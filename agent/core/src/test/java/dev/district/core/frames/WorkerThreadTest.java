package dev.district.core.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.LiveFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole stack, down to {@code Thread.run}: a pool's worker goes on in another thread. */
@Timeout(60)
final class WorkerThreadTest {
  private final AtomicInteger polls = new AtomicInteger();
  private final AtomicReference<List<Frame>> frames = new AtomicReference<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private int poll(int value) {
    if (polls.incrementAndGet() == 4) {
      try {
        var live = LiveFrames.walk();
        frames.set(new FrameMapper(TestClassBytes.INSTANCE).map(live.subList(1, live.size())));
      } catch (Unresumable e) {
        e.printStackTrace();
      }
      stopped.countDown();
      for (; ; ) {
        LockSupport.park();
      }
    }
    return value;
  }

  @Test
  void workerGoesOnWithItsTasks() throws Exception {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            1,
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            });
    List<Future<Integer>> results = new ArrayList<>();
    for (int task = 0; task < 4; task++) {
      int n = task;
      results.add(
          pool.submit(
              () -> {
                int sum = 0;
                for (int i = 0; i < 3; i++) {
                  sum += poll(n) + i;
                }
                return sum;
              }));
    }
    stopped.await();
    List<Frame> stack = frames.get();
    assertThat(stack.get(stack.size() - 1).method()).isEqualTo("run");
    Link link = ResumeChain.build(stack, Link.terminal(() -> 1), TestClassBytes.INSTANCE);
    Thread worker =
        new Thread(
            () -> {
              try {
                link.run();
              } catch (Throwable t) {
                t.printStackTrace();
              }
            });
    worker.setDaemon(true);
    worker.start();
    for (int task = 0; task < 4; task++) {
      assertThat(results.get(task).get(20, TimeUnit.SECONDS)).isEqualTo(3 * task + 3);
    }
    pool.shutdown();
    worker.interrupt();
    worker.join();
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }
}
