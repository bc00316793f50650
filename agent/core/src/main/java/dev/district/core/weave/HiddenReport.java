package dev.district.core.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes {@code Lookup.ClassDefiner.defineClass}, through which every hidden class goes, report what
 * it returns to {@code dev.district.boot.HiddenHook}.
 */
final class HiddenReport {
  static final String DEFINER = "java/lang/invoke/MethodHandles$Lookup$ClassDefiner";
  private static final String DEFINE = "defineClass(ZLjava/lang/Object;)Ljava/lang/Class;";

  private HiddenReport() {}

  /** True when the method is the one. */
  static boolean insertInto(String owner, MethodNode method) {
    if (!owner.equals(DEFINER) || !(method.name + method.desc).equals(DEFINE)) {
      return false;
    }
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        InsnList report = new InsnList();
        report.add(new InsnNode(Opcodes.DUP));
        report.add(new VarInsnNode(Opcodes.ALOAD, 0));
        report.add(
            new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                "dev/district/boot/HiddenHook",
                "defined",
                "(Ljava/lang/Class;Ljava/lang/Object;)V",
                false));
        method.instructions.insertBefore(insn, report);
      }
    }
    method.maxStack += 2;
    return true;
  }
}
