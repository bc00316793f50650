package dev.district.core.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes {@code CallSite.makeSite}, which the VM calls for every {@code invokedynamic} that it links
 * ({@code MethodHandleNatives.linkCallSite}), report what it returns to {@code
 * dev.district.boot.SiteHook}.
 */
final class LinkageReport {
  static final String CALL_SITE = "java/lang/invoke/CallSite";

  /** Bootstrap method, name, type, static arguments, caller. */
  private static final String MAKE =
      "makeSite(Ljava/lang/invoke/MethodHandle;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/Object;Ljava/lang/Class;)Ljava/lang/invoke/CallSite;";

  private static final String LINKED =
      "(Ljava/lang/invoke/CallSite;Ljava/lang/invoke/MethodHandle;Ljava/lang/String;"
          + "Ljava/lang/Class;)V";
  private static final int NAME = 1;
  private static final int CALLER = 4;

  private LinkageReport() {}

  /** True when the method is the one. */
  static boolean insertInto(String owner, MethodNode method) {
    if (!owner.equals(CALL_SITE) || !(method.name + method.desc).equals(MAKE)) {
      return false;
    }
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        method.instructions.insertBefore(insn, report());
      }
    }
    method.maxStack = Math.max(method.maxStack, 5);
    return true;
  }

  private static InsnList report() {
    InsnList code = new InsnList();
    code.add(new InsnNode(Opcodes.DUP));
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(new VarInsnNode(Opcodes.ALOAD, NAME));
    code.add(new VarInsnNode(Opcodes.ALOAD, CALLER));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC, "dev/district/boot/SiteHook", "linked", LINKED, false));
    return code;
  }
}
