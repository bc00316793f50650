package dev.district.core.weave;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Inserts polls: before every backward branch, at the entry of every method that calls another one
 * (a chain of calls without a loop ends by itself unless it is recursive), after every {@code
 * monitorenter} and at the entry of every synchronized method.
 *
 * <p>A poll has no operands and no result, hence stack map frames stay as they are. It stands
 * before the branch, not at its target: a target may be the offset that identifies an uninitialised
 * object (JVMS 4.7.4).
 */
final class Polls {
  private static final String BOOTSTRAP_DESCRIPTOR =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
          + "Ljava/lang/invoke/CallSite;";
  private static final Handle BOOTSTRAP =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "dev/district/boot/Poll",
          "bootstrap",
          BOOTSTRAP_DESCRIPTOR,
          false);

  private final String owner;
  private final MethodNode method;
  private final InsnList code;
  private boolean changed;

  private Polls(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
    this.code = method.instructions;
  }

  /** Inserts all polls of the method; true when there were any. */
  static boolean insertInto(String owner, MethodNode method) {
    Polls polls = new Polls(owner, method);
    polls.beforeBackwardBranches();
    polls.atEntry();
    polls.afterMonitorEnter();
    return polls.changed;
  }

  private static InvokeDynamicInsnNode poll() {
    return new InvokeDynamicInsnNode("poll", "()V", BOOTSTRAP);
  }

  private static InvokeDynamicInsnNode entered() {
    return new InvokeDynamicInsnNode("entered", "(Ljava/lang/Object;)V", BOOTSTRAP);
  }

  private void beforeBackwardBranches() {
    Map<LabelNode, Boolean> seen = new IdentityHashMap<>();
    for (AbstractInsnNode insn = code.getFirst(); insn != null; insn = insn.getNext()) {
      if (insn instanceof LabelNode label) {
        seen.put(label, true);
      } else if (branchesTo(insn, seen)) {
        code.insertBefore(insn, poll());
        changed = true;
      }
    }
  }

  private static boolean branchesTo(AbstractInsnNode insn, Map<LabelNode, Boolean> targets) {
    if (insn instanceof JumpInsnNode jump) {
      return targets.containsKey(jump.label);
    }
    if (insn instanceof TableSwitchInsnNode table) {
      return anyOf(table.labels, targets) || targets.containsKey(table.dflt);
    }
    return insn instanceof LookupSwitchInsnNode lookup
        && (anyOf(lookup.labels, targets) || targets.containsKey(lookup.dflt));
  }

  private static boolean anyOf(List<LabelNode> labels, Map<LabelNode, Boolean> targets) {
    for (LabelNode label : labels) {
      if (targets.containsKey(label)) {
        return true;
      }
    }
    return false;
  }

  private void atEntry() {
    InsnList entry = new InsnList();
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
      entry.add(
          isStatic
              ? new LdcInsnNode(Type.getObjectType(owner))
              : new VarInsnNode(Opcodes.ALOAD, 0));
      entry.add(entered());
      method.maxStack = Math.max(method.maxStack, 1);
    } else if (!method.name.startsWith("<") && callsOthers()) {
      entry.add(poll());
    } else {
      return;
    }
    code.insert(entry);
    changed = true;
  }

  private boolean callsOthers() {
    for (AbstractInsnNode insn = code.getFirst(); insn != null; insn = insn.getNext()) {
      if (insn instanceof MethodInsnNode
          || insn instanceof InvokeDynamicInsnNode site && site.bsm != BOOTSTRAP) {
        return true;
      }
    }
    return false;
  }

  private void afterMonitorEnter() {
    for (AbstractInsnNode insn = code.getFirst(); insn != null; insn = insn.getNext()) {
      if (insn.getOpcode() == Opcodes.MONITORENTER) {
        AbstractInsnNode last = lastBeforeCode(insn);
        if (last != null) {
          code.insertBefore(insn, new InsnNode(Opcodes.DUP));
          code.insert(last, entered());
          method.maxStack += 1;
          changed = true;
        }
      }
    }
  }

  /**
   * The last label or line number behind the instruction: inside the range that releases the
   * monitor. Null when a stack map frame stands there, in which the extra operand would be missing.
   */
  private static @Nullable AbstractInsnNode lastBeforeCode(AbstractInsnNode insn) {
    AbstractInsnNode last = insn;
    while (last.getNext() != null && last.getNext().getOpcode() < 0) {
      last = last.getNext();
      if (last instanceof FrameNode) {
        return null;
      }
    }
    return last;
  }
}
