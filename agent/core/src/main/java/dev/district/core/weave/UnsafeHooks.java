package dev.district.core.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets {@code sun.misc.Unsafe}, whose methods hand on to the JDK's own, tell of what a program can
 * keep as a mere number: addresses of memory, offsets of fields.
 */
final class UnsafeHooks {
  private static final String UNSAFE = "sun/misc/Unsafe";
  private static final String ALLOCATIONS = "dev/district/boot/Allocations";
  private static final String BLOCK = "dev/district/boot/Allocations$Block";
  private static final String OFFSETS = "dev/district/boot/Offsets";
  private static final int ADDRESS = 1;
  private static final int LENGTH = 3;
  private static final int FRESH = 5;

  private UnsafeHooks() {}

  static boolean concerns(String name) {
    return name.equals(UNSAFE);
  }

  static boolean insertInto(String owner, MethodNode method) {
    if (!owner.equals(UNSAFE)) {
      return false;
    }
    switch (method.name + method.desc) {
      case "allocateMemory(J)J" -> allocate(method);
      case "freeMemory(J)V" -> free(method);
      case "reallocateMemory(JJ)J" -> reallocate(method);
      case "objectFieldOffset(Ljava/lang/reflect/Field;)J",
          "staticFieldOffset(Ljava/lang/reflect/Field;)J" ->
          offset(method);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void allocate(MethodNode method) {
    InsnList end = new InsnList();
    end.add(new InsnNode(Opcodes.DUP2));
    end.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    end.add(call(ALLOCATIONS, "allocated", "(JJ)V"));
    beforeReturns(method, end);
    method.maxStack += 4;
  }

  private static void free(MethodNode method) {
    LabelNode theirs = new LabelNode();
    InsnList head = new InsnList();
    head.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    head.add(call(ALLOCATIONS, "freed", "(J)Z"));
    head.add(new JumpInsnNode(Opcodes.IFEQ, theirs));
    head.add(new InsnNode(Opcodes.RETURN));
    begin(theirs, head);
    method.instructions.insert(head);
    method.maxStack = Math.max(method.maxStack, 2);
  }

  /**
   * Memory that the C library doesn't know is copied; of other memory it is told what came of it.
   */
  private static void reallocate(MethodNode method) {
    int block = method.maxLocals;
    method.maxLocals = Math.max(block, FRESH + 2) + 1;
    InsnList end = new InsnList();
    end.add(new InsnNode(Opcodes.DUP2));
    end.add(new VarInsnNode(Opcodes.LLOAD, LENGTH));
    end.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    end.add(new VarInsnNode(Opcodes.ALOAD, method.maxLocals - 1));
    end.add(call(ALLOCATIONS, "reallocated", "(JJJL" + BLOCK + ";)V"));
    beforeReturns(method, end);
    LabelNode theirs = new LabelNode();
    InsnList head = new InsnList();
    head.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    head.add(call(ALLOCATIONS, "isPlaced", "(J)Z"));
    head.add(new JumpInsnNode(Opcodes.IFEQ, theirs));
    copy(head);
    begin(theirs, head);
    head.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    head.add(call(ALLOCATIONS, "find", "(J)L" + BLOCK + ";"));
    head.add(new VarInsnNode(Opcodes.ASTORE, method.maxLocals - 1));
    method.instructions.insert(head);
    method.maxStack += 9;
  }

  private static void copy(InsnList code) {
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(new VarInsnNode(Opcodes.LLOAD, LENGTH));
    code.add(own("allocateMemory", "(J)J"));
    code.add(new VarInsnNode(Opcodes.LSTORE, FRESH));
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    code.add(new VarInsnNode(Opcodes.LLOAD, FRESH));
    code.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    code.add(new VarInsnNode(Opcodes.LLOAD, LENGTH));
    code.add(call(ALLOCATIONS, "common", "(JJ)J"));
    code.add(own("copyMemory", "(JJJ)V"));
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    code.add(own("freeMemory", "(J)V"));
    code.add(new VarInsnNode(Opcodes.LLOAD, FRESH));
    code.add(new InsnNode(Opcodes.LRETURN));
  }

  private static void offset(MethodNode method) {
    InsnList end = new InsnList();
    end.add(new InsnNode(Opcodes.DUP2));
    end.add(new VarInsnNode(Opcodes.ALOAD, 1));
    end.add(call(OFFSETS, "asked", "(JLjava/lang/reflect/Field;)V"));
    beforeReturns(method, end);
    method.maxStack += 3;
  }

  /** None of these methods has a second return. */
  private static void beforeReturns(MethodNode method, InsnList code) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == Opcodes.LRETURN && code.size() > 0) {
        method.instructions.insertBefore(insn, code);
      }
    }
  }

  /** A place that is jumped to, with the locals of the method's beginning. */
  private static void begin(LabelNode label, InsnList code) {
    code.add(label);
    code.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
    code.add(new InsnNode(Opcodes.NOP));
  }

  private static MethodInsnNode own(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKEVIRTUAL, UNSAFE, name, descriptor, false);
  }

  private static MethodInsnNode call(String owner, String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }
}
