package dev.district.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that block or read the clock, however they are written, and calls that only look so. */
class CallSitesTest {
  private static final String SOURCE =
      """
      public class Blockers {
        interface Teller { void tell(Object o); }
        interface Sleeper { void sleep(long millis) throws InterruptedException; }
        interface Waiter { void await(Object o, long millis) throws InterruptedException; }
        interface Clock { long read(); }
        interface Interner { String intern(String s); }
        static class Worker extends Thread {
          static void nap() throws InterruptedException { sleep(1); Worker.sleep(1, 1); }
        }
        static class Lazy extends Thread {
          static int slept;
          public static void sleep(long millis) { slept++; }
          static void nap() { sleep(1); }
        }
        static class Lazier extends Lazy { static void doze() { sleep(1); } }
        static class Unrelated {
          static int slept;
          static void sleep(long millis) { slept++; }
          static void wait(String text) { slept++; }
        }
        public static String run() throws Exception {
          Object lock = new Object();
          StringBuilder out = new StringBuilder();
          long before = System.nanoTime();
          Thread.sleep(2);
          Thread.sleep(1, 500);
          Worker.nap();
          Lazy.nap();
          Lazier.doze();
          Unrelated.sleep(1);
          Unrelated.wait("");
          synchronized (lock) { lock.wait(1); lock.wait(1, 1); }
          Sleeper sleeper = Thread::sleep;
          sleeper.sleep(1);
          Sleeper inherited = Worker::sleep;
          inherited.sleep(1);
          Sleeper hidden = Lazier::sleep;
          hidden.sleep(1);
          Waiter waiter = Object::wait;
          synchronized (out) { waiter.await(out, 1); out.notify(); }
          Clock clock = System::nanoTime;
          out.append(clock.read() - before >= 8_000_000L);
          String text = new String(new char[] {'i', 't'});
          Interner interner = String::intern;
          out.append(text.intern() == "it").append(interner.intern(new String(text)) == "it");
          Thread.currentThread().interrupt();
          try { Thread.sleep(1000); } catch (InterruptedException e) { out.append("interrupted"); }
          try { lock.wait(); } catch (IllegalMonitorStateException e) { out.append("unowned"); }
          try { Thread.sleep(-1); } catch (IllegalArgumentException e) { out.append("negative"); }
          try { ((Object) null).wait(); } catch (NullPointerException e) { out.append("null"); }
          return out.append(Lazy.slept).append(Unrelated.slept).toString();
        }
        public static boolean notified() throws Exception {
          Object lock = new Object();
          boolean[] told = new boolean[1];
          Thread teller = new Thread(() -> {
            Teller teller2 = Object::notifyAll;
            synchronized (lock) { told[0] = true; teller2.tell(lock); }
          });
          synchronized (lock) {
            teller.start();
            while (!told[0]) { lock.wait(); }
          }
          teller.join();
          return told[0];
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void areReplaced() throws Exception {
    check(Woven.compile(directory, 17, "Blockers", SOURCE));
  }

  /** The first two versions that know method references. */
  @ParameterizedTest
  @ValueSource(ints = {51, 52})
  void areReplacedInOlderClassFiles(int version) throws Exception {
    check(Woven.compile(directory, 8, "Blockers", SOURCE, PollsTest.versioned(version)));
  }

  private static void check(Woven program) throws Exception {
    for (byte[] woven : program.all().values()) {
      assertThat(Calls.of(woven, null).all())
          .doesNotContain(
              "java/lang/Thread.sleep(J)V",
              "java/lang/Thread.sleep(JI)V",
              "java/lang/Object.wait()V",
              "java/lang/Object.wait(J)V",
              "java/lang/Object.wait(JI)V",
              "java/lang/Object.notify()V",
              "java/lang/Object.notifyAll()V",
              "java/lang/System.nanoTime()J",
              "java/lang/String.intern()Ljava/lang/String;");
    }
    List<String> calls = Calls.of(program.all().get("Blockers"), "run").all();
    assertThat(calls)
        .contains(
            "dev/district/boot/Blocking.sleep(J)V",
            "dev/district/boot/Blocking.sleep(JI)V",
            "dev/district/boot/Blocking.await(Ljava/lang/Object;J)V",
            "dev/district/boot/Blocking.await(Ljava/lang/Object;JI)V",
            "dev/district/boot/Clock.nanoTime()J",
            "dev/district/boot/Interning.intern(Ljava/lang/String;)Ljava/lang/String;",
            "Blockers$Unrelated.wait(Ljava/lang/String;)V");
    assertThat(Calls.of(program.all().get("Blockers$Worker"), "nap").all())
        .containsExactly(
            "dev/district/boot/Blocking.sleep(J)V", "dev/district/boot/Blocking.sleep(JI)V");
    assertThat(program.call("Blockers", "run"))
        .isEqualTo("truetruetrueinterruptedunownednegativenull32");
    assertThat(program.call("Blockers", "notified")).isEqualTo(true);
  }
}
