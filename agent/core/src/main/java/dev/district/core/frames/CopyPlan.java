package dev.district.core.frames;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.Label;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * How often the rest of a method is copied behind its resume point, and which instructions each
 * copy needs.
 *
 * <p>Copy 0 begins in the middle of the loops that enclose the resume point. With {@link
 * Shape#CHAIN} a jump back to the head of an enclosing loop leads on to a later copy, so that every
 * loop of the result has one entry, which is its head: an irreducible loop is compiled badly. Each
 * later copy is one loop further out.
 */
final class CopyPlan {
  /** From the best code to the shortest. */
  enum Shape {
    CHAIN,
    TWO,
    SINGLE
  }

  private final MethodCode code;
  private final Shape shape;
  private final Set<Object> pinned;
  private final List<Integer> enclosingHeads = new ArrayList<>();
  private final boolean[][] reached;
  private final Deque<int[]> work = new ArrayDeque<>();

  /**
   * Plans the copies.
   *
   * @param resumeAt node of the resume point
   * @param entries nodes of copy 0 where control comes in
   * @param pinned labels of uninitialised objects alive at the resume point: they are unknown
   *     outside of copy 0
   */
  CopyPlan(MethodCode code, Shape shape, int resumeAt, List<Integer> entries, Set<Object> pinned) {
    this.code = code;
    this.shape = shape;
    this.pinned = pinned;
    findLoops(resumeAt);
    reached = new boolean[copies()][code.nodes().size()];
    for (int entry : entries) {
      reach(0, entry);
    }
    for (TryCatchBlockNode block : code.tryBlocks()) {
      if (code.covers(block, resumeAt)) {
        reach(0, code.indexOf(block.handler));
      }
    }
    flow();
  }

  int copies() {
    return switch (shape) {
      case CHAIN -> enclosingHeads.size() + 1;
      case TWO -> Math.min(enclosingHeads.size(), 1) + 1;
      case SINGLE -> 1;
    };
  }

  boolean needs(int copy, int node) {
    return reached[copy][node];
  }

  /** The copy in which a jump from the node of this copy to the target goes on. */
  int copyOfTarget(int copy, int from, int target) {
    int copies = copies();
    if (target > from || copies == 1) {
      return copy;
    }
    int nesting = enclosingHeads.indexOf(target);
    if (nesting < 0 || (copy == 0 && isPinned(target))) {
      return copy;
    }
    int onward = shape == Shape.CHAIN ? enclosingHeads.size() - nesting : 1;
    return Math.max(copy, onward);
  }

  private boolean isPinned(int target) {
    List<AbstractInsnNode> nodes = code.nodes();
    for (int i = target; i < nodes.size() && nodes.get(i).getOpcode() < 0; i++) {
      if (nodes.get(i) instanceof FrameNode frame && (pins(frame.local) || pins(frame.stack))) {
        return true;
      }
    }
    return false;
  }

  private boolean pins(List<Object> types) {
    if (types == null) {
      return false;
    }
    for (Object type : types) {
      Label label = type instanceof LabelNode node ? node.getLabel() : null;
      if (label != null && pinned.contains(label)) {
        return true;
      }
    }
    return false;
  }

  private void findLoops(int resumeAt) {
    Map<Integer, Integer> lastBackEdge = new TreeMap<>();
    for (int i = 0; i < code.nodes().size(); i++) {
      for (LabelNode label : MethodCode.targets(code.nodes().get(i))) {
        int head = code.indexOf(label);
        if (head <= i && head <= resumeAt) {
          lastBackEdge.merge(head, i, Math::max);
        }
      }
    }
    lastBackEdge.forEach(
        (head, end) -> {
          if (resumeAt <= end) {
            enclosingHeads.add(head);
          }
        });
  }

  private void flow() {
    while (!work.isEmpty()) {
      int[] next = work.poll();
      int copy = next[0];
      int at = next[1];
      AbstractInsnNode insn = code.nodes().get(at);
      if (insn.getOpcode() >= 0) {
        for (TryCatchBlockNode block : code.tryBlocks()) {
          if (code.covers(block, at)) {
            reach(copy, code.indexOf(block.handler));
          }
        }
      }
      for (LabelNode label : MethodCode.targets(insn)) {
        int target = code.indexOf(label);
        reach(copyOfTarget(copy, at, target), target);
      }
      if (!MethodCode.endsFlow(insn)) {
        reach(copy, at + 1);
      }
    }
  }

  private void reach(int copy, int node) {
    if (node < code.nodes().size() && !reached[copy][node]) {
      reached[copy][node] = true;
      work.add(new int[] {copy, node});
    }
  }
}
