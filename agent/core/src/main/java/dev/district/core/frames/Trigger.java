package dev.district.core.frames;

import dev.district.jdk.LiveFrame;
import dev.district.jdk.Slot;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The instruction that makes the VM initialise a class (JVMS 5.5: {@code new}, {@code getstatic},
 * {@code putstatic}, {@code invokestatic}). It has had no effect yet and is executed again when the
 * initialiser is done.
 *
 * <p>The VM no longer shows the arguments of an {@code invokestatic}. They are pushed again, which
 * can be done when all that pushed them were constants and local variables that still have their
 * values.
 */
final class Trigger {
  private final MethodCode code;
  private final LiveFrame frame;

  private Trigger(MethodCode code, LiveFrame frame) {
    this.code = code;
    this.frame = frame;
  }

  static boolean is(AbstractInsnNode insn) {
    return switch (insn.getOpcode()) {
      case Opcodes.NEW, Opcodes.GETSTATIC, Opcodes.PUTSTATIC, Opcodes.INVOKESTATIC -> true;
      default -> false;
    };
  }

  /** Index of the instruction to go on with, given that of the trigger. */
  static int goOnAt(MethodCode code, int at, LiveFrame frame) throws Unresumable {
    AbstractInsnNode insn = code.nodes().get(at);
    if (insn.getOpcode() != Opcodes.INVOKESTATIC) {
      return at;
    }
    Call call = Call.of(insn);
    return call == null ? at : new Trigger(code, frame).pushes(at, call.argumentSlots());
  }

  private int pushes(int at, int slots) throws Unresumable {
    int missing = slots;
    int i = at;
    while (missing > 0) {
      i--;
      AbstractInsnNode insn = i < 0 ? null : code.nodes().get(i);
      int pushed = insn == null ? 0 : pushed(insn, at);
      if (insn == null || pushed < 0 || pushed > missing) {
        throw new Unresumable(
            "a class is being initialised for a call whose arguments can't be found again", frame);
      }
      missing -= pushed;
    }
    return i;
  }

  /** How many slots the instruction pushes; -1 if it may do something else as well. */
  private int pushed(AbstractInsnNode insn, int at) {
    int opcode = insn.getOpcode();
    if (opcode < 0) {
      return insn instanceof FrameNode ? -1 : 0;
    }
    if (insn instanceof VarInsnNode load && opcode <= Opcodes.ALOAD) {
      int size = opcode == Opcodes.LLOAD || opcode == Opcodes.DLOAD ? 2 : 1;
      boolean certain = isCertain(load, size) || Liveness.isReadAfter(code, at, load.var);
      return certain ? size : -1;
    }
    if (insn instanceof LdcInsnNode constant) {
      if (constant.cst instanceof ConstantDynamic) {
        return -1;
      }
      return constant.cst instanceof Long || constant.cst instanceof Double ? 2 : 1;
    }
    return switch (opcode) {
      case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> 2;
      case Opcodes.NOP, Opcodes.CHECKCAST -> 0;
      default -> opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.SIPUSH ? 1 : -1;
    };
  }

  /** The VM shows a local that compiled code has given up as null or zero. */
  private boolean isCertain(VarInsnNode load, int size) {
    Object value = frame.locals()[load.var + size - 1];
    if (load.getOpcode() == Opcodes.ALOAD) {
      return value != null && !(value instanceof Slot);
    }
    return value instanceof Slot slot && (size == 2 ? slot.bits() : (int) slot.bits()) != 0;
  }
}
