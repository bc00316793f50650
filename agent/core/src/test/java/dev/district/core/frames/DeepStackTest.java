package dev.district.core.frames;

import static dev.district.core.frames.Probe.poll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand frames come back, and on a stack not much larger than the original one. */
@Timeout(120)
final class DeepStackTest {
  private static final int DEPTH = 10_000;

  private int bottom;

  private long descend(int n, long weight, Object mark) {
    if (n == 0) {
      return poll(7);
    }
    long below = descend(n - 1, weight + n, mark);
    return below * 31 + weight + (mark == this ? 1 : 0);
  }

  @Test
  void tenThousandFramesResume() throws Exception {
    long expected = descend(DEPTH, 1, this);
    Probe stopped = Probe.run(() -> descend(DEPTH, 1, this), 1, false);
    assertThat(stopped.frames()).hasSizeGreaterThan(DEPTH);
    Probe rest = Probe.resume(stopped.frames(), () -> 7, 0, false);
    assertThat(rest.result()).isEqualTo(String.valueOf(expected));
  }

  private int fall(int n) {
    bottom = n;
    return fall(n + 1) + 1;
  }

  /**
   * The figures go to the log: depth of interpreted recursion on 1 MB, and depth that resumes
   * there.
   */
  @Test
  void resumedStackIsNotMuchLarger() throws Exception {
    int direct = directDepth();
    int low = 100;
    int high = 40_000;
    while (high - low > 200) {
      int middle = (low + high) / 2;
      if (resumes(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    System.out.printf("1 MB stack: direct recursion %d deep, resumes %d deep%n", direct, low);
    assertThat(low).isGreaterThan(3_000);
  }

  private int directDepth() throws InterruptedException {
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                fall(0);
              } catch (StackOverflowError e) {
                return;
              }
            },
            "fall",
            1 << 20);
    thread.start();
    thread.join();
    return bottom;
  }

  private boolean resumes(int depth) throws Exception {
    List<Frame> frames = Probe.run(() -> descend(depth, 1, this), 1, true).frames();
    AtomicReference<Object> result = new AtomicReference<>();
    Link link = ResumeChain.build(frames, Link.terminal(() -> 7), TestClassBytes.INSTANCE);
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(link.run());
              } catch (Throwable t) {
                result.set(t);
              }
            },
            "resumed",
            1 << 20);
    thread.start();
    thread.join();
    return result.get() instanceof Long;
  }
}
