package dev.district.core.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The head of every {@code run()} of a thread class: a thread of a restored JVM enters its rebuilt
 * stack there. It is woven in the first run as well, so that every run has the same bytes.
 */
final class RunHead {
  private RunHead() {}

  static boolean isRun(MethodNode method) {
    return method.name.equals("run")
        && method.desc.equals("()V")
        && (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
  }

  static void insertInto(MethodNode method) {
    LabelNode body = new LabelNode();
    InsnList head = new InsnList();
    head.add(new VarInsnNode(Opcodes.ALOAD, 0));
    head.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            "dev/district/boot/Resumption",
            "enter",
            "(Ljava/lang/Thread;)Z",
            false));
    head.add(new JumpInsnNode(Opcodes.IFEQ, body));
    head.add(new InsnNode(Opcodes.RETURN));
    head.add(body);
    head.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
    head.add(new InsnNode(Opcodes.NOP));
    method.instructions.insert(head);
    method.maxStack = Math.max(method.maxStack, 1);
  }
}
