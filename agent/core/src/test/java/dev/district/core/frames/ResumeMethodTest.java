package dev.district.core.frames;

import static dev.district.core.frames.Probe.poll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.Lookups;
import dev.district.jdk.Raw;
import dev.district.jdk.Slot;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What generated code does besides going on. */
final class ResumeMethodTest {
  private static int shared = 5;

  private static String clocked() {
    poll(1);
    return System.nanoTime() == 42 ? "district" : "system";
  }

  @Test
  void clockIsReplacedOnRequest() throws Throwable {
    defineClock();
    List<Frame> frames = Probe.run(ResumeMethodTest::clocked, 1, false).frames();
    assertThat(resume(frames, new ResumeOptions(true))).isEqualTo("district");
    assertThat(resume(frames, ResumeOptions.PLAIN)).isEqualTo("system");
  }

  private static Object resume(List<Frame> frames, ResumeOptions options) throws Throwable {
    return ResumeChain.build(frames, Link.terminal(() -> 1), TestClassBytes.INSTANCE, options)
        .run();
  }

  /** The clock as the boot loader would have it, standing still. */
  private static void defineClock() {
    try {
      Lookups.bootClass("dev.district.boot.Clock");
    } catch (IllegalStateException absent) {
      ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      writer.visit(
          Opcodes.V17,
          Opcodes.ACC_PUBLIC,
          "dev/district/boot/Clock",
          null,
          "java/lang/Object",
          null);
      MethodVisitor code =
          writer.visitMethod(
              Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "nanoTime", "()J", null, null);
      code.visitCode();
      code.visitLdcInsn(42L);
      code.visitInsn(Opcodes.LRETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
      writer.visitEnd();
      Raw.defineClass("dev/district/boot/Clock", writer.toByteArray(), null, null);
    }
  }

  private static int reading(int x) {
    int r = x;
    for (int i = 0; i < 3; i++) {
      poll(i);
      r += shared * 10 + i;
    }
    return r;
  }

  /** The read of the static field is executed after what the inner frame has done. */
  @Test
  void instructionThatIsNoCallIsExecutedAgain() throws Throwable {
    List<Frame> frames = Probe.run(() -> reading(1), 2, false).frames();
    Frame atPoll = frames.get(0);
    MethodCode code =
        new ClassCode(TestClassBytes.INSTANCE.of(atPoll.type()), getClass().getClassLoader())
            .method(atPoll.method(), atPoll.descriptor());
    int at = code.at(atPoll.bci());
    while (code.nodes().get(at).getOpcode() != Opcodes.GETSTATIC) {
      at++;
    }
    Object[] operands = {atPoll.locals()[1]};
    assertThat(operands[0]).isEqualTo(new Slot(51));
    Frame atRead =
        new Frame(
            atPoll.type(),
            Frame.BYTECODE,
            atPoll.method(),
            atPoll.descriptor(),
            code.bci(at),
            atPoll.locals(),
            operands,
            atPoll.monitors(),
            null,
            new Object[0]);
    Callable<?> initializer =
        () -> {
          shared = 7;
          return null;
        };
    try {
      Object result =
          ResumeChain.build(List.of(atRead), Link.terminal(initializer), TestClassBytes.INSTANCE)
              .run();
      assertThat(result).isEqualTo(51 + 71 + 72);
    } finally {
      shared = 5;
    }
  }

  private static boolean forgets() {
    Object held = new Object();
    WeakReference<Object> reference = new WeakReference<>(held);
    poll(held.hashCode() & 1);
    held = null;
    for (int i = 0; i < 20 && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }

  /** What a resumed frame no longer holds may be collected. */
  @Test
  void stateIsLetGo() throws Throwable {
    Link[] link = {linkOf(Probe.run(ResumeMethodTest::forgets, 1, true).frames())};
    Link only = link[0];
    link[0] = null;
    assertThat(only.run()).isEqualTo(true);
  }

  private static Link linkOf(List<Frame> frames) throws Unresumable {
    return ResumeChain.build(frames.subList(0, 1), Link.terminal(() -> 1), TestClassBytes.INSTANCE);
  }

  /** A method too long to be compiled with chained copies gets fewer of them. */
  @Test
  void longMethods() throws Exception {
    Callable<?> body = () -> new LongMethods().run(3);
    PointwiseTest.everyPoint(body, false, false);
    PointwiseTest.generations(body, false);
  }
}
