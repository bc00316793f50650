package dev.district.core.frames;

import dev.district.jdk.LiveFrame;
import dev.district.jdk.LiveFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program body in a thread of its own, stops it at a chosen poll, and gives its frames. The
 * stopped thread either stays parked for good or is unwound, which releases its monitors.
 */
final class Probe {
  private static final ThreadLocal<Probe> CURRENT = new ThreadLocal<>();
  private static final long LIMIT_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final int stopAt;
  private final boolean unwind;
  private final @Nullable Throwable thrown;
  private int count;
  private volatile @Nullable List<Frame> frames;
  private volatile @Nullable Unresumable refusal;
  private volatile int value;
  private volatile Object result;

  private Probe(int stopAt, boolean unwind, @Nullable Throwable thrown) {
    this.thrown = thrown;
    this.stopAt = stopAt;
    this.unwind = unwind;
  }

  /** Unwinds a stopped thread. */
  static final class Unwind extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The poll of all test programs; gives the value back. */
  static int poll(int value) {
    Probe probe = CURRENT.get();
    if (probe != null) {
      probe.pass(value);
    }
    return value;
  }

  /**
   * Runs the body in a new thread until its n-th poll. A body that ends before has a result
   * instead.
   */
  static Probe run(Callable<?> body, int stopAt, boolean unwind) throws InterruptedException {
    return run(new Probe(stopAt, unwind, null), body);
  }

  private static Probe run(Probe probe, Callable<?> body) throws InterruptedException {
    Thread thread = new Thread(null, () -> Entry.enter(probe, body), "probe", 64 << 20);
    thread.setDaemon(true);
    thread.start();
    if (!probe.done.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      IllegalStateException late = new IllegalStateException("stuck");
      late.setStackTrace(thread.getStackTrace());
      throw late;
    }
    if (probe.frames == null && probe.refusal == null || probe.unwind) {
      thread.join();
    }
    return probe;
  }

  /** Runs the rebuilt stack in a new thread until its n-th poll from there. */
  static Probe resume(List<Frame> frames, Callable<?> terminal, int stopAt, boolean unwind)
      throws InterruptedException {
    return run(() -> chain(frames, terminal), stopAt, unwind);
  }

  /** Runs the body in a new thread; its first poll throws. */
  static Probe failing(Callable<?> body, Throwable thrown) throws InterruptedException {
    return run(new Probe(0, false, thrown), body);
  }

  private static Object chain(List<Frame> frames, Callable<?> terminal) throws Exception {
    try {
      return ResumeChain.build(frames, Link.terminal(terminal), TestClassBytes.INSTANCE).run();
    } catch (Throwable t) {
      throw Probe.<RuntimeException>raise(t);
    }
  }

  @SuppressWarnings("unchecked")
  static <T extends Throwable> T raise(Throwable t) throws T {
    throw (T) t;
  }

  /** Frames at the stop, or null if the body ended or they can't be resumed. */
  @Nullable List<Frame> frames() {
    return frames;
  }

  @Nullable Unresumable refusal() {
    return refusal;
  }

  /** What the stopped poll is to return. */
  int value() {
    return value;
  }

  /** Polls passed. */
  int count() {
    return count;
  }

  Object result() {
    return result;
  }

  /** Bottom of each probed stack. */
  static final class Entry {
    private Entry() {}

    static void enter(Probe probe, Callable<?> body) {
      CURRENT.set(probe);
      try {
        probe.result = String.valueOf(body.call());
      } catch (Unwind u) {
        probe.result = "unwound";
      } catch (Throwable t) {
        probe.result = "threw " + t;
        if (t instanceof LinkageError || t instanceof IllegalStateException) {
          t.printStackTrace();
        }
      }
      probe.done.countDown();
    }
  }

  private void pass(int current) {
    count++;
    if (thrown != null && count == 1) {
      Probe.<RuntimeException>raise(thrown);
    }
    if (count != stopAt) {
      return;
    }
    value = current;
    try {
      frames = mapper().map(own(LiveFrames.walk()));
    } catch (Unresumable e) {
      refusal = e;
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      throw e;
    }
    CURRENT.remove();
    done.countDown();
    if (unwind) {
      throw new Unwind();
    }
    for (; ; ) {
      LockSupport.park();
    }
  }

  private static final FrameMapper MAPPER = new FrameMapper(TestClassBytes.INSTANCE);

  private static FrameMapper mapper() {
    return MAPPER;
  }

  private static List<LiveFrame> own(List<LiveFrame> all) {
    List<LiveFrame> result = new ArrayList<>();
    for (LiveFrame frame : all) {
      if (frame.declaringClass() == Entry.class) {
        break;
      }
      if (!result.isEmpty() || frame.declaringClass() != Probe.class) {
        result.add(frame);
      }
    }
    return result;
  }
}
