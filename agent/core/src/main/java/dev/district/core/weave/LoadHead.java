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
 * The head of every {@code Class loadClass(String)}: asks {@code LoaderHook} first. Whether the
 * class is a loader is found out when it runs, because its superclasses may not be readable now. It
 * stands before the poll at the method's entry: a restore must not be stopped by the threads that
 * it is about to let run.
 */
final class LoadHead {
  private LoadHead() {}

  static boolean isLoad(MethodNode method) {
    return method.name.equals("loadClass")
        && method.desc.equals("(Ljava/lang/String;)Ljava/lang/Class;")
        && (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
  }

  static void insertInto(MethodNode method) {
    LabelNode body = new LabelNode();
    InsnList head = new InsnList();
    head.add(new VarInsnNode(Opcodes.ALOAD, 0));
    head.add(new VarInsnNode(Opcodes.ALOAD, 1));
    head.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            "dev/district/boot/LoaderHook",
            "answer",
            "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Class;",
            false));
    head.add(new InsnNode(Opcodes.DUP));
    head.add(new JumpInsnNode(Opcodes.IFNULL, body));
    head.add(new InsnNode(Opcodes.ARETURN));
    head.add(body);
    head.add(new FrameNode(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Class"}));
    head.add(new InsnNode(Opcodes.POP));
    method.instructions.insert(head);
    method.maxStack = Math.max(method.maxStack, 2);
  }
}
