package dev.district.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.boot.Poll;
import dev.district.boot.Safepoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Where woven code polls, seen by running it with the polls armed. */
class PollsTest {
  private static final String SOURCE =
      """
      public class Program {
        static final Object LOCK = new Object();
        static int leaf(int x) { return x + 1; }
        public static int leafOnly() { return 41 + 1; }
        public static int entry() { return leaf(41); }
        public static int forLoop() { int s = 0; for (int i = 0; i < 10; i++) s += i; return s; }
        public static int doLoop() { int i = 0; do { i++; } while (i < 10); return i; }
        public static int switchLoop() {
          int n = 0;
          for (;;) { switch (n++) { case 0: case 1: case 2: continue; case 3: return n; default: } }
        }
        public static int catchLoop() {
          int n = 0;
          for (;;) { try { if (n == 7) return n; throw null; } catch (NullPointerException e) { n++; } }
        }
        public static boolean enters() { synchronized (LOCK) { return LOCK != null; } }
        public static synchronized int locked() { return 1; }
        synchronized int instance() { return 2; }
        public static int onInstance() { return new Program().instance(); }
        public static Object lock() { return LOCK; }
        int field = leaf(1);
        public static int construction() { return new Program().field; }
        public static int fibonacci() { return fibonacci(10); }
        static int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
        static int initial;
        static { for (int i = 0; i < 5; i++) initial += leaf(i); }
        public static long wide() {
          long sum = 0; double d = 1;
          for (long i = 0; i < 3; i++) { for (int j = 0; j < 2; j++) { sum += i * j; d *= 1.5; } }
          return sum + (long) d;
        }
        public static String strings() {
          StringBuilder out = new StringBuilder();
          for (String s : new String[] {"a", "b"}) { out.append(s).append(out.length()); }
          try { Object o = null; o.hashCode(); }
          catch (RuntimeException e) { out.append("npe"); }
          finally { out.append('!'); }
          return out.toString();
        }
      }
      """;

  @TempDir Path directory;
  private final List<Object> pending = new ArrayList<>();

  @AfterEach
  void disarm() {
    Poll.arm(false);
    Safepoint.install((slot, monitor) -> {});
  }

  private int polls(Woven program, String method, Object result) throws Exception {
    program.loadClass("Program").getMethod("leafOnly").invoke(null);
    assertThat(program.call("Program", method)).isEqualTo(result);
    pending.clear();
    Thread self = Thread.currentThread();
    Safepoint.install(
        (slot, monitor) -> {
          if (slot.thread == self) {
            assertThat(monitor == null || Thread.holdsLock(monitor)).isTrue();
            pending.add(monitor == null ? "" : monitor);
          }
        });
    Poll.arm(true);
    try {
      assertThat(program.call("Program", method)).isEqualTo(result);
    } finally {
      Poll.arm(false);
    }
    int armed = pending.size();
    assertThat(program.call("Program", method)).isEqualTo(result);
    assertThat(pending).hasSize(armed);
    return armed;
  }

  @Test
  void polls() throws Exception {
    check(Woven.compile(directory, 17, "Program", SOURCE));
  }

  /** JVMS 4.1: 46 is release 1.2, 50 the last without {@code invokedynamic}. */
  @ParameterizedTest
  @ValueSource(ints = {46, 47, 48, 49, 50, 51, 52})
  void pollsOfOldClassFiles(int version) throws Exception {
    check(Woven.compile(directory, 8, "Program", SOURCE, versioned(version)));
  }

  private void check(Woven program) throws Exception {
    assertThat(polls(program, "leafOnly", 42)).isZero();
    assertThat(polls(program, "entry", 42)).isEqualTo(1);
    assertThat(polls(program, "forLoop", 45)).isEqualTo(10);
    assertThat(polls(program, "doLoop", 10)).isEqualTo(10);
    assertThat(polls(program, "switchLoop", 4)).isGreaterThanOrEqualTo(3);
    assertThat(polls(program, "catchLoop", 7)).isGreaterThanOrEqualTo(7);
    assertThat(polls(program, "construction", 2)).isEqualTo(1);
    assertThat(polls(program, "fibonacci", 55)).isEqualTo(1 + 177);
    assertThat(polls(program, "wide", 14L)).isEqualTo(3 + 6);
    assertThat(polls(program, "strings", "a1b3npe!")).isPositive();
  }

  @Test
  void initialisersHaveThemInLoopsOnly() throws Exception {
    Safepoint.install((slot, monitor) -> pending.add(""));
    Woven program = Woven.compile(directory, 17, "Program", SOURCE);
    Poll.arm(true);
    Class.forName("Program", true, program);
    Poll.arm(false);
    assertThat(pending).hasSize(5);
  }

  @Test
  void monitorsArePendingRightAfterTheyAreEntered() throws Exception {
    Woven program = Woven.compile(directory, 17, "Program", SOURCE);
    Object lock = program.call("Program", "lock");
    polls(program, "enters", true);
    assertThat(pending).containsExactly(lock);
    polls(program, "locked", 1);
    assertThat(pending).containsExactly(program.loadClass("Program"));
    polls(program, "onInstance", 2);
    assertThat(pending).hasSize(2).element(1).isInstanceOf(program.loadClass("Program"));
  }

  static UnaryOperator<byte[]> versioned(int wanted) {
    return bytes -> {
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(bytes)
          .accept(
              new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public void visit(
                    int version,
                    int access,
                    String name,
                    String signature,
                    String parent,
                    String[] types) {
                  super.visit(wanted, access, name, signature, parent, types);
                }
              },
              wanted < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : 0);
      return writer.toByteArray();
    };
  }
}
