package dev.district.core.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files without stack map frames, and with {@code jsr}. */
final class OldClassFilesTest {
  private static final String SOURCE =
      """
      package old;
      import java.util.function.IntUnaryOperator;
      public class Program implements java.util.concurrent.Callable<Object> {
        public static IntUnaryOperator poll;
        static class Animal { int legs() { return poll.applyAsInt(4); } }
        static class Bird extends Animal { int legs() { return 2 + super.legs(); } }
        static class Fish extends Animal { int legs() { return poll.applyAsInt(0); } }
        final int size;
        public Program() { size = poll.applyAsInt(3); }
        public Object call() {
          long total = 5; StringBuilder out = new StringBuilder();
          for (int i = 0; i < size; i++) {
            Animal a = i % 2 == 0 ? new Bird() : (Animal) new Fish();
            CharSequence c = i > 1 ? (CharSequence) "text" : new StringBuilder("b" + i);
            try {
              total += a.legs() * 1000000007L + c.length();
              if (i == 2) throw new IllegalStateException("two");
            } catch (IllegalStateException e) {
              out.append(e.getMessage()).append(poll.applyAsInt(i));
            } finally {
              total ^= poll.applyAsInt(9);
            }
            synchronized (out) { out.append(total).append(poll.applyAsInt(i)); }
          }
          return out.append(new String(new char[] {(char) poll.applyAsInt('x')})).toString();
        }
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_8})
  void everyPoll(int version) throws Exception {
    Map<String, byte[]> files = Sources.compile(directory, "old.Program", SOURCE, 8);
    ClassLoader loader = Sources.loader(files, bytes -> old(bytes, version));
    Class<?> type = loader.loadClass("old.Program");
    IntUnaryOperator poll = Probe::poll;
    type.getField("poll").set(null, poll);
    Callable<?> body = () -> ((Callable<?>) type.getDeclaredConstructor().newInstance()).call();
    PointwiseTest.everyPoint(body, true, false);
    PointwiseTest.generations(body, true);
  }

  private static byte[] old(byte[] bytes, int version) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor older =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int v, int access, String name, String signature, String parent, String[] types) {
            super.visit(version, access, name, signature, parent, types);
          }
        };
    new ClassReader(bytes).accept(older, version < Opcodes.V1_7 ? ClassReader.SKIP_FRAMES : 0);
    return writer.toByteArray();
  }

  @Test
  void subroutineWithOneCaller() throws Exception {
    Class<?> type = subroutine(1);
    Callable<?> body = () -> type.getMethod("run", int.class).invoke(null, 5);
    assertThat(Probe.run(body, 0, false).result()).isEqualTo("41");
    PointwiseTest.everyPoint(body, true, false);
  }

  @Test
  void subroutineWithTwoCallersIsRefused() throws Exception {
    Class<?> type = subroutine(2);
    Probe stopped = Probe.run(() -> type.getMethod("run", int.class).invoke(null, 5), 2, true);
    assertThat(stopped.refusal()).hasMessageContaining("jsr subroutine");
  }

  /**
   * {@code int run(int x) { r = poll(x) + 1; jsr S (as often as told); return r; S: r = poll(r) * 6
   * + x; ret }}.
   */
  private static Class<?> subroutine(int callers) throws Exception {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "old/Jsr", null, "java/lang/Object", null);
    writer
        .visitField(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "poll",
            "Ljava/util/function/IntUnaryOperator;",
            null,
            null)
        .visitEnd();
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "(I)I", null, null);
    Label subroutine = new Label();
    code.visitCode();
    poll(code, 0);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IADD);
    code.visitVarInsn(Opcodes.ISTORE, 1);
    for (int i = 0; i < callers; i++) {
      code.visitJumpInsn(Opcodes.JSR, subroutine);
    }
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(subroutine);
    code.visitVarInsn(Opcodes.ASTORE, 2);
    poll(code, 1);
    code.visitIntInsn(Opcodes.BIPUSH, 6);
    code.visitInsn(Opcodes.IMUL);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitInsn(Opcodes.IADD);
    code.visitVarInsn(Opcodes.ISTORE, 1);
    code.visitVarInsn(Opcodes.RET, 2);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    Class<?> type =
        Sources.loader(Map.of("old/Jsr", writer.toByteArray()), bytes -> bytes)
            .loadClass("old.Jsr");
    IntUnaryOperator poll = Probe::poll;
    type.getField("poll").set(null, poll);
    return type;
  }

  private static void poll(MethodVisitor code, int local) {
    String operator = "java/util/function/IntUnaryOperator";
    code.visitFieldInsn(Opcodes.GETSTATIC, "old/Jsr", "poll", "L" + operator + ";");
    code.visitVarInsn(Opcodes.ILOAD, local);
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, operator, "applyAsInt", "(I)I", true);
  }
}
