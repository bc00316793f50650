package dev.district.core.frames;

import static dev.district.core.frames.Probe.poll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Monitors of resumed frames: held, waited for, waited on. */
@Timeout(60)
final class MonitorsTest {
  private final Object a = new Object();
  private final Object m = new Object();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** Stands for the poll after a monitorenter. */
  static void entered(Object monitor) {
    poll(monitor == null ? 0 : 1);
  }

  private int contend(int x) {
    int r = x;
    synchronized (a) {
      synchronized (m) {
        entered(m);
        r += Thread.holdsLock(m) ? 10 : 0;
        r += poll(2);
      }
      r += Thread.holdsLock(m) ? 0 : 100;
      r += Thread.holdsLock(a) ? 1000 : 0;
    }
    return r + (Thread.holdsLock(a) ? 0 : 10000);
  }

  private synchronized int contendMethod(int x) {
    entered(this);
    return x + (Thread.holdsLock(this) ? 10 : 0);
  }

  @Test
  void pendingMonitorIsEnteredAfterTheBarrier() throws Exception {
    List<Frame> frames = pending(() -> contend(1), m);
    String state =
        resumeAgainstOwner(frames, m, () -> Thread.holdsLock(a) + "" + Thread.holdsLock(m));
    assertThat(state).isEqualTo("truefalse, blocked, 11113");
  }

  @Test
  void pendingLockOfSynchronizedMethodIsEnteredAfterTheBarrier() throws Exception {
    List<Frame> frames = pending(() -> contendMethod(1), this);
    String state = resumeAgainstOwner(frames, this, () -> "" + Thread.holdsLock(this));
    assertThat(state).isEqualTo("false, blocked, 11");
  }

  /**
   * The contender meets the poll again once it has the monitor, and may be captured there a second
   * time.
   */
  @Test
  void pendingMonitorIsCapturedAgain() throws Exception {
    List<Frame> frames = pending(() -> contend(1), m);
    Probe again = Probe.resume(frames, () -> null, 1, true);
    assertThat(again.refusal()).isNull();
    assertThat(again.frames().get(1).bci()).isEqualTo(frames.get(0).bci());
    List<Frame> second = replaceInnermostCaller(again.frames(), m);
    assertThat(Probe.resume(second, () -> null, 0, false).result()).isEqualTo("11113");
    assertThat(Probe.resume(again.frames(), () -> 1, 0, false).result()).isEqualTo("11113");
  }

  private static List<Frame> pending(Callable<?> body, Object monitor) throws Exception {
    Probe stopped = Probe.run(body, 1, true);
    assertThat(stopped.refusal()).isNull();
    return replaceInnermostCaller(stopped.frames(), monitor);
  }

  /** The frame of {@link #entered} stands for the agent's own: it is cut off. */
  private static List<Frame> replaceInnermostCaller(List<Frame> frames, Object monitor) {
    List<Frame> result = new ArrayList<>(frames.subList(1, frames.size()));
    result.set(0, result.get(0).withPendingMonitor(monitor));
    return result;
  }

  private String resumeAgainstOwner(List<Frame> frames, Object monitor, Callable<String> atBarrier)
      throws Exception {
    CountDownLatch passed = new CountDownLatch(1);
    AtomicReference<String> seen = new AtomicReference<>();
    AtomicReference<Object> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Link barrier =
                    Link.terminal(
                        () -> {
                          seen.set(atBarrier.call());
                          passed.countDown();
                          return null;
                        });
                result.set(ResumeChain.build(frames, barrier, TestClassBytes.INSTANCE).run());
              } catch (Throwable t) {
                result.set(t);
              }
            });
    thread.setDaemon(true);
    String blocked;
    synchronized (monitor) {
      thread.start();
      passed.await();
      while (thread.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      blocked = thread.getState().toString().toLowerCase(java.util.Locale.ROOT);
    }
    thread.join(TimeUnit.SECONDS.toMillis(20));
    return seen.get() + ", " + blocked + ", " + result.get();
  }

  /**
   * The JIT compiles a resume method only if each monitor is entered through the local its exit
   * reads.
   */
  @Test
  void nestingIsKnownWhereSeveralMonitorsAreHeld() throws Exception {
    Probe stopped = Probe.run(() -> contend(1), 2, true);
    Frame frame = stopped.frames().get(0);
    MethodCode code =
        new ClassCode(TestClassBytes.INSTANCE.of(frame.type()), getClass().getClassLoader())
            .method(frame.method(), frame.descriptor());
    List<Integer> locals = MonitorNesting.localsAt(code, code.at(frame.bci()));
    assertThat(locals).hasSize(2).doesNotContain(-1);
    assertThat(frame.locals()[locals.get(0)]).isSameAs(a);
    assertThat(frame.locals()[locals.get(1)]).isSameAs(m);
  }

  private int waitOnce(String name) throws InterruptedException {
    synchronized (m) {
      poll(0);
      log.add(name + " woke " + Thread.holdsLock(m));
    }
    return 1;
  }

  private int waitNested(String name) throws InterruptedException {
    synchronized (a) {
      synchronized (m) {
        synchronized (m) {
          poll(0);
          log.add(name + " woke " + Thread.holdsLock(m) + Thread.holdsLock(a));
        }
        log.add(name + " still " + Thread.holdsLock(m));
      }
      log.add(name + " after " + !Thread.holdsLock(m) + Thread.holdsLock(a));
    }
    return 2;
  }

  private int own() throws InterruptedException {
    synchronized (m) {
      poll(0);
      m.notify();
      m.notify();
      log.add("owner leaves " + Thread.holdsLock(m));
      m.notify();
    }
    return 3;
  }

  /** Waiters first, one at a time; then the owner; then the barrier opens. */
  @Test
  void waitersAreInTheWaitSetBeforeTheOwnerRuns() throws Exception {
    List<List<Frame>> waiters = new ArrayList<>();
    waiters.add(Probe.run(() -> waitOnce("1"), 1, true).frames());
    waiters.add(Probe.run(() -> waitNested("2"), 1, true).frames());
    waiters.add(Probe.run(() -> waitOnce("3"), 1, true).frames());
    List<Frame> owner = Probe.run(this::own, 1, true).frames();
    List<Thread> threads = new ArrayList<>();
    for (List<Frame> frames : waiters) {
      CountDownLatch inside = new CountDownLatch(1);
      threads.add(
          start(
              frames,
              () -> {
                inside.countDown();
                m.wait();
                return 0;
              }));
      inside.await();
      synchronized (m) {
        log.add("waiting");
      }
    }
    CountDownLatch barrier = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    threads.add(
        start(
            owner,
            () -> {
              inside.countDown();
              barrier.await();
              return 0;
            }));
    inside.await();
    barrier.countDown();
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(log)
        .hasSize(3 + 1 + 5)
        .noneMatch(line -> line.contains("false"))
        .contains("1 woke true", "2 woke truetrue", "2 after truetrue", "3 woke true");
  }

  private Thread start(List<Frame> frames, Callable<?> terminal) throws Unresumable {
    Link link = ResumeChain.build(frames, Link.terminal(terminal), TestClassBytes.INSTANCE);
    Thread thread =
        new Thread(
            () -> {
              try {
                link.run();
              } catch (Throwable t) {
                log.add("false " + t);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
