package dev.district.core.frames;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call instruction: {@code invoke…} of JVMS 6.5.
 *
 * @param owner class named by the instruction, empty for {@code invokedynamic}
 * @param name method name
 * @param descriptor method descriptor
 * @param opcode the instruction
 */
record Call(String owner, String name, String descriptor, int opcode) {
  /** The call the instruction makes, or null if it isn't one. */
  static @Nullable Call of(AbstractInsnNode insn) {
    if (insn instanceof MethodInsnNode method) {
      return of(method);
    }
    if (insn instanceof InvokeDynamicInsnNode indy) {
      return new Call("", indy.name, indy.desc, indy.getOpcode());
    }
    return null;
  }

  static Call of(MethodInsnNode insn) {
    return new Call(insn.owner, insn.name, insn.desc, insn.getOpcode());
  }

  boolean hasReceiver() {
    return opcode != Opcodes.INVOKESTATIC && opcode != Opcodes.INVOKEDYNAMIC;
  }

  boolean isDynamic() {
    return opcode == Opcodes.INVOKEDYNAMIC;
  }

  boolean isConstructor() {
    return opcode == Opcodes.INVOKESPECIAL && name.equals("<init>");
  }

  /** Whether the call goes through a method handle (JVMS 2.9.3, signature polymorphic methods). */
  boolean isThroughHandle() {
    return isDynamic()
        || owner.equals("java/lang/invoke/MethodHandle")
        || owner.equals("java/lang/invoke/VarHandle");
  }

  /** Operand stack slots of the arguments, without the receiver. */
  int argumentSlots() {
    int slots = 0;
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      slots += argument.getSize();
    }
    return slots;
  }

  String returnDescriptor() {
    return descriptor.substring(descriptor.indexOf(')') + 1);
  }
}
