package dev.district.core.frames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The code of one method as a list of nodes with expanded stack map frames, and the byte offset
 * each instruction has in the class file. Read-only and shared once made.
 */
final class MethodCode {
  private static final int AMBIGUOUS = -2;
  private static final int ABSENT = -1;

  private final ClassCode owner;
  private final MethodNode node;
  private final List<AbstractInsnNode> nodes = new ArrayList<>();
  private final Map<AbstractInsnNode, Integer> index = new IdentityHashMap<>();
  private final Map<Label, LabelNode> labels = new IdentityHashMap<>();
  private final int[] bci;
  private final Map<Integer, Integer> byBci = new HashMap<>();
  private final Map<Integer, TypeState> states = new HashMap<>();
  private final boolean linksUnseen;

  private MethodCode(ClassCode owner, MethodNode node, Map<AbstractInsnNode, Integer> offsets) {
    this.owner = owner;
    this.node = node;
    for (AbstractInsnNode insn : node.instructions) {
      if (insn.getOpcode() == Opcodes.NEW && !labelled(insn)) {
        node.instructions.insertBefore(insn, new LabelNode());
      }
    }
    node.instructions.resetLabels();
    boolean unseen = false;
    for (AbstractInsnNode insn : node.instructions) {
      unseen |= insn instanceof InvokeDynamicInsnNode site && !isSeen(site);
      index.put(insn, nodes.size());
      nodes.add(insn);
      if (insn instanceof LabelNode label) {
        labels.put(label.getLabel(), label);
      }
    }
    linksUnseen = unseen;
    bci = new int[nodes.size()];
    for (int i = 0; i < bci.length; i++) {
      bci[i] = offsets.getOrDefault(nodes.get(i), ABSENT);
      if (bci[i] >= 0) {
        byBci.merge(bci[i], i, (a, b) -> AMBIGUOUS);
      }
    }
  }

  /** A method whose stack map frames are those of the class file. */
  static MethodCode of(ClassCode owner, MethodNode node, int[] offsets) {
    Map<AbstractInsnNode, Integer> bcis = new IdentityHashMap<>();
    int n = 0;
    for (AbstractInsnNode insn : node.instructions) {
      if (insn.getOpcode() >= 0) {
        bcis.put(insn, offsets[n++]);
      }
    }
    return new MethodCode(owner, node, bcis);
  }

  /** A method whose instructions were moved about on the way. */
  static MethodCode moved(ClassCode owner, MethodNode node, Map<AbstractInsnNode, Integer> bcis) {
    return new MethodCode(owner, node, bcis);
  }

  /** Whether linkage leads through the agent, or yields a constant of the JDK's. */
  private static boolean isSeen(InvokeDynamicInsnNode site) {
    String owner = site.bsm.getOwner();
    return owner.startsWith("dev/district/boot/") || owner.startsWith("java/");
  }

  /**
   * Whether an instruction is linked by a bootstrap method of the program that the agent does not
   * stand before: a resume method would link it once more.
   */
  boolean linksUnseen() {
    return linksUnseen;
  }

  ClassCode owner() {
    return owner;
  }

  String name() {
    return node.name;
  }

  String descriptor() {
    return node.desc;
  }

  boolean isStatic() {
    return (node.access & Opcodes.ACC_STATIC) != 0;
  }

  boolean isSynchronized() {
    return (node.access & Opcodes.ACC_SYNCHRONIZED) != 0;
  }

  int access() {
    return node.access;
  }

  int maxLocals() {
    return node.maxLocals;
  }

  List<AbstractInsnNode> nodes() {
    return nodes;
  }

  List<TryCatchBlockNode> tryBlocks() {
    return node.tryCatchBlocks;
  }

  int indexOf(AbstractInsnNode insn) {
    return Objects.requireNonNull(index.get(insn), "an instruction of another method");
  }

  LabelNode labelNode(Label label) {
    return Objects.requireNonNull(labels.get(label), "a label of another method");
  }

  /** Byte offset of the node in the original class file, negative if it has none. */
  int bci(int nodeIndex) {
    return bci[nodeIndex];
  }

  /** Index of the instruction at the byte offset. */
  int at(int offset) throws Unresumable {
    int found = byBci.getOrDefault(offset, ABSENT);
    if (found == AMBIGUOUS) {
      throw new Unresumable(
          "the instruction is in a jsr subroutine with several callers", place(offset));
    }
    if (found == ABSENT) {
      throw new Unresumable(
          "no instruction begins there: the class file isn't the one that runs", place(offset));
    }
    return found;
  }

  /** Types of locals and operands at the instruction. */
  synchronized TypeState stateAt(int nodeIndex) throws Unresumable {
    TypeState known = states.get(nodeIndex);
    if (known == null) {
      known = TypeState.compute(this, nodeIndex);
      states.put(nodeIndex, known);
    }
    return known;
  }

  /** Source line of the node, or 0. */
  int line(int nodeIndex) {
    for (int i = nodeIndex; i >= 0; i--) {
      if (nodes.get(i) instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }

  /** Whether the exception range covers the node. */
  boolean covers(TryCatchBlockNode block, int nodeIndex) {
    return indexOf(block.start) <= nodeIndex && nodeIndex < indexOf(block.end);
  }

  /** The stack map frame that stands right before the node's instruction, if any. */
  @Nullable FrameNode frameBefore(int nodeIndex) {
    for (int i = nodeIndex - 1; i >= 0 && nodes.get(i).getOpcode() < 0; i--) {
      if (nodes.get(i) instanceof FrameNode frame) {
        return frame;
      }
    }
    return null;
  }

  /** The first real instruction at or after the node; the number of nodes if there is none. */
  int nextReal(int nodeIndex) {
    int i = nodeIndex;
    while (i < nodes.size() && nodes.get(i).getOpcode() < 0) {
      i++;
    }
    return i;
  }

  String place(int offset) {
    return owner.name().replace('/', '.') + "." + node.name + node.desc + " at " + offset;
  }

  /** Where the instruction may jump to. */
  static List<LabelNode> targets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (insn instanceof TableSwitchInsnNode table) {
      return plus(table.labels, table.dflt);
    }
    if (insn instanceof LookupSwitchInsnNode lookup) {
      return plus(lookup.labels, lookup.dflt);
    }
    return List.of();
  }

  /** Whether control never goes on to the next instruction. */
  static boolean endsFlow(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH
        || isReturn(opcode);
  }

  static boolean isReturn(int opcode) {
    return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
  }

  private static List<LabelNode> plus(List<LabelNode> labels, LabelNode last) {
    List<LabelNode> all = new ArrayList<>(labels);
    all.add(last);
    return all;
  }

  private static boolean labelled(AbstractInsnNode insn) {
    for (AbstractInsnNode i = insn.getPrevious();
        i != null && i.getOpcode() < 0;
        i = i.getPrevious()) {
      if (i instanceof LabelNode) {
        return true;
      }
    }
    return false;
  }
}
