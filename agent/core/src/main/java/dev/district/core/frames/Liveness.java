package dev.district.core.frames;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which local variables are still to be read: those the compilers must keep. */
final class Liveness {
  private Liveness() {}

  /** Whether some path from behind the instruction reads the local before it is written. */
  static boolean isReadAfter(MethodCode code, int at, int local) {
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    handlers(code, at, work);
    work.add(at + 1);
    while (!work.isEmpty()) {
      int i = work.remove();
      if (i >= code.nodes().size() || seen.get(i)) {
        continue;
      }
      seen.set(i);
      AbstractInsnNode insn = code.nodes().get(i);
      if (insn.getOpcode() >= 0) {
        if (reads(insn, local)) {
          return true;
        }
        handlers(code, i, work);
        if (writes(insn, local)) {
          continue;
        }
      }
      for (LabelNode target : MethodCode.targets(insn)) {
        work.add(code.indexOf(target));
      }
      if (!MethodCode.endsFlow(insn)) {
        work.add(i + 1);
      }
    }
    return false;
  }

  private static void handlers(MethodCode code, int at, Deque<Integer> work) {
    for (TryCatchBlockNode block : code.tryBlocks()) {
      if (code.covers(block, at)) {
        work.add(code.indexOf(block.handler));
      }
    }
  }

  private static boolean reads(AbstractInsnNode insn, int local) {
    return insn instanceof IincInsnNode step && step.var == local
        || insn instanceof VarInsnNode access
            && access.var == local
            && access.getOpcode() < Opcodes.ISTORE;
  }

  private static boolean writes(AbstractInsnNode insn, int local) {
    return insn instanceof VarInsnNode access
        && access.getOpcode() >= Opcodes.ISTORE
        && access.getOpcode() <= Opcodes.ASTORE
        && (access.var == local || access.var == local - 1 && isWide(access.getOpcode()));
  }

  private static boolean isWide(int opcode) {
    return opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE;
  }
}
