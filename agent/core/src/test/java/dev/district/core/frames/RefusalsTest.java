package dev.district.core.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.district.jdk.LiveFrame;
import dev.district.jdk.LiveFrames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Stacks that are refused, with the frame that is to blame. */
final class RefusalsTest {
  static final class Loading extends ClassLoader {
    Unresumable seen;

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      seen = refusal();
      throw new ClassNotFoundException(name);
    }
  }

  private static Unresumable refusal() {
    List<LiveFrame> live = LiveFrames.walk();
    return catchThrowableOfType(Unresumable.class, () -> Resumability.check(live));
  }

  @Test
  void classLoading() {
    Loading loader = new Loading();
    catchThrowableOfType(ClassNotFoundException.class, () -> loader.loadClass("no.Such"));
    assertThat(loader.seen).hasMessageContaining("being loaded");
  }

  @Test
  void otherClassFileThanTheOneThatRuns() {
    for (int nops = 1; nops < 6; nops++) {
      int n = nops;
      FrameMapper mapper = new FrameMapper(type -> shifted(TestClassBytes.INSTANCE.of(type), n));
      List<LiveFrame> live = LiveFrames.walk().subList(0, 1);
      assertThat(catchThrowableOfType(Unresumable.class, () -> mapper.map(live))).isNotNull();
    }
  }

  @Test
  void missingClassFile() {
    FrameMapper mapper = new FrameMapper(type -> null);
    List<LiveFrame> live = LiveFrames.walk().subList(0, 1);
    assertThat(catchThrowableOfType(Unresumable.class, () -> mapper.map(live)))
        .hasMessageContaining("class file can't be had");
  }

  private static byte[] shifted(byte[] bytes, int nops) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor shift =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String desc, String signature, String[] thrown) {
            return new MethodVisitor(
                Opcodes.ASM9, super.visitMethod(access, name, desc, signature, thrown)) {
              @Override
              public void visitCode() {
                super.visitCode();
                for (int i = 0; i < nops; i++) {
                  visitInsn(Opcodes.NOP);
                }
              }
            };
          }
        };
    new ClassReader(bytes).accept(shift, 0);
    return writer.toByteArray();
  }
}
