package dev.district.core.frames;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which {@code monitorenter}s are open at an instruction, outermost first, and for each the local
 * variable its {@code monitorexit} reads. The JIT compilers compile a method only if locking is
 * structured and the two read the same local (JVMS 2.11.10 allows an implementation to insist on
 * structured locking); so must a resume method.
 *
 * <p>Forward data flow with a stack of {@code monitorenter}s as state; an exit pops.
 */
final class MonitorNesting {
  private final MethodCode code;
  private final Map<Integer, List<Integer>> open = new HashMap<>();
  private final Map<Integer, Integer> exitLocal = new HashMap<>();
  private final Deque<Integer> work = new ArrayDeque<>();
  private boolean structured = true;

  private MonitorNesting(MethodCode code) {
    this.code = code;
  }

  /**
   * Locals that hold the open monitors at the instruction, outermost first; -1 where there is none.
   * Null if the locking isn't structured.
   */
  static @Nullable List<Integer> localsAt(MethodCode code, int nodeIndex) {
    MonitorNesting nesting = new MonitorNesting(code);
    nesting.run();
    List<Integer> entered = nesting.open.get(nodeIndex);
    if (!nesting.structured || entered == null) {
      return null;
    }
    List<Integer> locals = new ArrayList<>();
    for (int enter : entered) {
      locals.add(nesting.exitLocal.getOrDefault(enter, -1));
    }
    return locals;
  }

  private void run() {
    reach(0, List.of());
    while (structured && !work.isEmpty()) {
      int at = work.poll();
      List<Integer> before = Objects.requireNonNull(open.get(at));
      AbstractInsnNode insn = code.nodes().get(at);
      List<Integer> after = step(at, insn, before);
      if (insn.getOpcode() >= 0 && insn.getOpcode() != Opcodes.MONITOREXIT) {
        reachHandlers(at, before);
      }
      for (LabelNode target : MethodCode.targets(insn)) {
        reach(code.indexOf(target), after);
      }
      if (!MethodCode.endsFlow(insn) && at + 1 < code.nodes().size()) {
        reach(at + 1, after);
      }
    }
  }

  /** Handlers in the order of the exception table, up to the first that catches everything. */
  private void reachHandlers(int at, List<Integer> state) {
    for (TryCatchBlockNode block : code.tryBlocks()) {
      if (code.covers(block, at)) {
        reach(code.indexOf(block.handler), state);
        if (block.type == null) {
          return;
        }
      }
    }
  }

  private List<Integer> step(int at, AbstractInsnNode insn, List<Integer> before) {
    if (insn.getOpcode() == Opcodes.MONITORENTER) {
      List<Integer> after = new ArrayList<>(before);
      after.add(at);
      return after;
    }
    if (insn.getOpcode() != Opcodes.MONITOREXIT) {
      return before;
    }
    if (before.isEmpty()) {
      structured = false;
      return before;
    }
    int last = before.size() - 1;
    if (insn.getPrevious() instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD) {
      exitLocal.putIfAbsent(before.get(last), load.var);
    }
    return before.subList(0, last);
  }

  private void reach(int at, List<Integer> state) {
    List<Integer> known = open.putIfAbsent(at, state);
    if (known == null) {
      work.add(at);
    } else if (known.size() != state.size()) {
      structured = false;
    }
  }
}
