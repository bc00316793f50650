package dev.district.core.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.boot.ParkingBase;
import dev.district.boot.Poll;
import dev.district.boot.Safepoint;
import dev.district.boot.ThreadSlot;
import dev.district.core.weave.Woven;
import dev.district.jdk.PlatformThreads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The world stopped and let go with woven programs in this JVM. Here the JDK is not woven and the
 * test's own threads don't poll, hence the test waits for the program's threads only.
 */
@Timeout(60)
class WorldTest {
  private static final String SOURCE =
      """
      import java.util.List;
      import java.util.concurrent.atomic.AtomicBoolean;
      import java.util.concurrent.atomic.AtomicLong;
      import java.util.concurrent.CountDownLatch;
      public class Threads {
        public static Runnable spin(AtomicLong steps, AtomicBoolean end) {
          return () -> { long n = 0; while (!end.get()) { steps.set(++n); } };
        }
        public static Runnable count(long[] shared, Object lock, AtomicLong steps, AtomicBoolean end) {
          return () -> {
            while (!end.get()) {
              synchronized (lock) {
                long before = shared[0];
                for (int i = 0; i < 50; i++) { shared[1] ^= i * before; }
                if (shared[0] != before) { throw new IllegalStateException("two inside"); }
                shared[0] = before + 1;
              }
              steps.incrementAndGet();
            }
          };
        }
        public static Runnable await(Object lock, List<String> woken, AtomicBoolean go) {
          return () -> {
            synchronized (lock) {
              try { lock.wait(); woken.add(Thread.currentThread().getName()); }
              catch (InterruptedException e) { woken.add("interrupted"); }
            }
          };
        }
        public static Runnable join(Thread thread) {
          return () -> {
            try {
              synchronized (thread) { while (thread.isAlive()) { thread.wait(); } }
            } catch (InterruptedException e) { throw new IllegalStateException(e); }
          };
        }
        public static Runnable tell(Object lock, CountDownLatch inside, CountDownLatch go) {
          return () -> {
            synchronized (lock) {
              inside.countDown();
              try { go.await(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
              lock.notify();
            }
          };
        }
        public static Runnable sleep(AtomicLong nanos, AtomicBoolean interrupted) {
          return () -> {
            long before = System.nanoTime();
            try { Thread.sleep(700); } catch (InterruptedException e) { interrupted.set(true); }
            nanos.set(System.nanoTime() - before);
          };
        }
      }
      """;

  @TempDir Path directory;
  private final World world = new World();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final AtomicBoolean end = new AtomicBoolean();
  private Class<?> program;

  @BeforeEach
  void install() throws Exception {
    ThreadSlot.install(
        (thread, kind) -> {
          if (kind == ThreadSlot.PARK) {
            PlatformThreads.unparkRaw(thread);
          } else {
            PlatformThreads.interruptRaw(thread);
          }
        });
    ParkingBase.install(PlatformThreads.parkHandle());
    Safepoint.install(world);
    program = Woven.compile(directory, 17, "Threads", SOURCE).loadClass("Threads");
  }

  @AfterEach
  void end() throws InterruptedException {
    end.set(true);
    Poll.arm(false);
    for (Thread thread : threads) {
      thread.join(10_000);
    }
    Safepoint.install((slot, pending) -> {});
    assertThat(threads).noneMatch(Thread::isAlive);
    assertThat(failures).isEmpty();
  }

  private Thread start(String name, Object body) {
    Thread thread = new Thread((Runnable) body, name);
    thread.setUncaughtExceptionHandler(
        (t, e) -> {
          synchronized (failures) {
            failures.add(e);
          }
        });
    threads.add(thread);
    thread.start();
    return thread;
  }

  private Object body(String method, Object... arguments) throws Exception {
    for (var candidate : program.getMethods()) {
      if (candidate.getName().equals(method)) {
        return candidate.invoke(null, arguments);
      }
    }
    throw new NoSuchMethodException(method);
  }

  private void stop() {
    world.hold();
    awaitStopped();
  }

  private void awaitStopped() {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!world.awaitArrival(threads, System.nanoTime() + 5_000_000)) {
      assertThat(System.nanoTime()).as("all stopped in time").isLessThan(deadline);
      for (Thread thread : threads) {
        ThreadSlot slot = ThreadSlot.of(thread);
        if (slot != null) {
          slot.kick();
        }
      }
    }
    world.walkAll();
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition) throws Exception {
    for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void nothingMovesWhileTheWorldIsHeld() throws Exception {
    AtomicLong steps = new AtomicLong();
    start("spinner", body("spin", steps, end));
    for (int round = 0; round < 20; round++) {
      long reached = steps.get();
      awaitTrue(() -> steps.get() > reached);
      stop();
      long held = steps.get();
      Thread.sleep(5);
      assertThat(steps.get()).isEqualTo(held);
      world.release();
    }
  }

  @Test
  void aCriticalSectionHasOneOwner() throws Exception {
    Random random = new Random(41);
    long[] shared = new long[2];
    Object lock = new Object();
    AtomicLong steps = new AtomicLong();
    for (int i = 0; i < 4; i++) {
      start("counter " + i, body("count", shared, lock, steps, end));
    }
    for (int round = 0; round < 100; round++) {
      Thread.sleep(0, random.nextInt(900_000));
      stop();
      long held = steps.get();
      Thread.sleep(1);
      assertThat(steps.get()).isEqualTo(held);
      world.release();
    }
    end.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(shared[0]).isEqualTo(steps.get());
  }

  @Test
  void waitersAreNotifiedInTheOrderTheyCame() throws Exception {
    Object lock = new Object();
    List<String> woken = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Thread waiter = start("waiter " + i, body("await", lock, woken, end));
      awaitTrue(() -> waiter.getState() == Thread.State.WAITING);
    }
    for (int round = 0; round < 10; round++) {
      stop();
      world.release();
      for (Thread waiter : threads) {
        awaitTrue(() -> waiter.getState() == Thread.State.WAITING);
      }
    }
    for (int i = 0; i < 5; i++) {
      int told = i;
      synchronized (lock) {
        lock.notify();
      }
      awaitTrue(
          () -> {
            synchronized (lock) {
              return woken.size() == told + 1;
            }
          });
    }
    assertThat(woken).containsExactly("waiter 0", "waiter 1", "waiter 2", "waiter 3", "waiter 4");
  }

  /** The VM's own notification at the end of a thread comes while who joins it is stopped. */
  @Test
  void theEndOfAThreadIsNotMissed() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Thread mortal =
        new Thread(
            () -> {
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    mortal.start();
    Thread joiner = start("joiner", body("join", mortal));
    awaitTrue(() -> joiner.getState() == Thread.State.WAITING);
    stop();
    go.countDown();
    awaitTrue(() -> !mortal.isAlive());
    world.release();
    joiner.join(10_000);
    assertThat(joiner.isAlive()).isFalse();
  }

  /** Who notifies is inside the monitor, with no poll ahead, when the waiter is kicked. */
  @Test
  void aNotificationDuringTheStopIsNotMissed() throws Exception {
    Object lock = new Object();
    List<String> woken = new ArrayList<>();
    Thread waiter = start("waiter", body("await", lock, woken, end));
    awaitTrue(() -> waiter.getState() == Thread.State.WAITING);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread teller = new Thread((Runnable) body("tell", lock, inside, go));
    teller.start();
    inside.await();
    world.hold();
    awaitTrue(
        () -> {
          ThreadSlot.of(waiter).kick();
          return waiter.getState() == Thread.State.BLOCKED;
        });
    go.countDown();
    awaitStopped();
    world.release();
    waiter.join(10_000);
    assertThat(woken).containsExactly("waiter");
    teller.join();
  }

  @Test
  void aSleepIsNeitherCutShortNorInterrupted() throws Exception {
    AtomicLong nanos = new AtomicLong();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread sleeper = start("sleeper", body("sleep", nanos, interrupted));
    awaitTrue(() -> sleeper.getState() == Thread.State.TIMED_WAITING);
    for (int round = 0; round < 5; round++) {
      stop();
      world.release();
      Thread.sleep(20);
    }
    sleeper.join();
    assertThat(interrupted).isFalse();
    assertThat(nanos.get()).isGreaterThanOrEqualTo(700_000_000L);
  }

  @Test
  void anInterruptDuringTheStopIsKept() throws Exception {
    AtomicLong steps = new AtomicLong();
    Thread spinner = start("spinner", body("spin", steps, end));
    awaitTrue(() -> steps.get() > 0);
    stop();
    spinner.interrupt();
    world.release();
    long released = steps.get();
    awaitTrue(() -> steps.get() > released + 1000);
    assertThat(spinner.isInterrupted()).isTrue();
  }

  /** The test's own thread never polls. */
  @Test
  void whoDoesNotComeIsNamed() throws Exception {
    world.hold();
    String name = Thread.currentThread().getName();
    try {
      assertThatThrownBy(() -> world.awaitAll(System.nanoTime() + 20_000_000))
          .isInstanceOf(dev.district.core.diag.CheckpointRefused.class)
          .hasMessageContaining("thread \"" + name + "\"")
          .hasMessageContaining("stop-timeout");
    } finally {
      world.release();
    }
  }
}
