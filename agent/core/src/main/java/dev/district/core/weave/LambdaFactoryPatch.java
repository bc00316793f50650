package dev.district.core.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes {@code java.lang.invoke.InnerClassLambdaMetafactory} report to {@code
 * dev.district.boot.LambdaHook}: to be registered as a retransforming transformer, after the boot
 * classes are defined, and applied by retransforming that class.
 */
public final class LambdaFactoryPatch implements ClassFileTransformer {
  /** Binary name of the class to retransform. */
  public static final String TARGET = "java.lang.invoke.InnerClassLambdaMetafactory";

  private static final String HOOK = "dev/district/boot/LambdaHook";

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> type,
      @Nullable ProtectionDomain domain,
      byte[] image) {
    if (!TARGET.replace('.', '/').equals(name)) {
      return null;
    }
    ClassReader reader = new ClassReader(image);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Patch(writer), 0);
    return writer.toByteArray();
  }

  private static final class Patch extends ClassVisitor {
    Patch(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return switch (name) {
        case "spinInnerClass" -> new Hooked(next, "reuse", "spun", "java/lang/Class");
        case "buildCallSite" -> new Hooked(next, "site", "linked", "java/lang/invoke/CallSite");
        default -> next;
      };
    }
  }

  /** {@code r = before(this); if (r != null) return r; ...; after(result, this); return result}. */
  private static final class Hooked extends MethodVisitor {
    private final String before;
    private final String after;
    private final String result;

    Hooked(MethodVisitor next, String before, String after, String result) {
      super(Opcodes.ASM9, next);
      this.before = before;
      this.after = after;
      this.result = result;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      Label proceed = new Label();
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, HOOK, before, "(Ljava/lang/Object;)L" + result + ";", false);
      super.visitInsn(Opcodes.DUP);
      super.visitJumpInsn(Opcodes.IFNULL, proceed);
      super.visitInsn(Opcodes.ARETURN);
      super.visitLabel(proceed);
      super.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {result});
      super.visitInsn(Opcodes.POP);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN) {
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, HOOK, after, "(L" + result + ";Ljava/lang/Object;)V", false);
      }
      super.visitInsn(opcode);
    }
  }
}
