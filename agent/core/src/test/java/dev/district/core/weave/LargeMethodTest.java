package dev.district.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A method that polls would push over 65 535 bytes (JVMS 4.7.3) keeps its calls and gets none. */
class LargeMethodTest {
  private static final int LOOPS = 5_000;

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_2, Opcodes.V1_6, Opcodes.V17})
  void isLeftWithoutPolls(int version) throws Exception {
    Woven program = new Woven(Map.of("Huge", huge(version)));
    byte[] woven = program.all().get("Huge");
    assertThat(woven).isNotNull();
    Calls large = Calls.of(woven, "large");
    assertThat(large.polls()).isZero();
    assertThat(large.all())
        .contains("dev/district/boot/Blocking.sleep(J)V")
        .doesNotContain("java/lang/Thread.sleep(J)V");
    assertThat(Calls.of(woven, "small").polls()).isEqualTo(1);
    assertThat(program.call("Huge", "large")).isEqualTo(-LOOPS);
    assertThat(program.call("Huge", "small")).isEqualTo(-LOOPS);
  }

  /** {@code large} has 5000 one-pass loops of 11 bytes each; {@code small} calls it. */
  private static byte[] huge(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(version, Opcodes.ACC_PUBLIC, "Huge", null, "java/lang/Object", null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor large = writer.visitMethod(access, "large", "()I", null, null);
    large.visitCode();
    large.visitInsn(Opcodes.LCONST_1);
    large.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "sleep", "(J)V", false);
    large.visitInsn(Opcodes.ICONST_0);
    large.visitVarInsn(Opcodes.ISTORE, 0);
    for (int i = 0; i < LOOPS; i++) {
      Label head = new Label();
      large.visitLabel(head);
      large.visitIincInsn(0, -1);
      large.visitVarInsn(Opcodes.ILOAD, 0);
      large.visitInsn(Opcodes.NOP);
      large.visitInsn(Opcodes.NOP);
      large.visitInsn(Opcodes.NOP);
      large.visitInsn(Opcodes.NOP);
      large.visitJumpInsn(Opcodes.IFGT, head);
    }
    large.visitVarInsn(Opcodes.ILOAD, 0);
    large.visitInsn(Opcodes.IRETURN);
    large.visitMaxs(0, 0);
    large.visitEnd();
    MethodVisitor small = writer.visitMethod(access, "small", "()I", null, null);
    small.visitCode();
    small.visitMethodInsn(Opcodes.INVOKESTATIC, "Huge", "large", "()I", false);
    small.visitInsn(Opcodes.IRETURN);
    small.visitMaxs(0, 0);
    small.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
