package dev.district.core.frames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The copies of the original code behind the head of a resume method, with the call of the inner
 * link at the resume point, inside the exception ranges of the original call.
 */
final class ResumeBody {
  private final ResumeMode mode;
  private final MethodCode code;
  private final TypeState types;
  private final int at;
  private final CopyPlan plan;
  private final VerificationFrames frames;
  private final InstructionRewriter rewriter;
  private final HandleMethods handles;
  private final MethodNode out;
  private final Emit emit;
  private final int stateLocal;
  private final LabelNode resumePoint;
  private final List<Map<LabelNode, LabelNode>> labels = new ArrayList<>();
  private final Map<AbstractInsnNode, Integer> origins = new IdentityHashMap<>();

  /** Labels of the first copy as they stand for uninitialised types (JVMS 4.7.4). */
  private final Map<LabelNode, LabelNode> firstCopyTypes;

  /** Place of the {@code new} that is executed again: behind the call of the inner link. */
  private final @Nullable LabelNode newAgain;

  /**
   * Prepares the labels of all copies.
   *
   * @param resumePoint where the head jumps to
   */
  ResumeBody(
      ResumeMode mode,
      MethodCode code,
      int at,
      TypeState types,
      CopyPlan plan,
      VerificationFrames frames,
      InstructionRewriter rewriter,
      HandleMethods handles,
      MethodNode out,
      int stateLocal,
      LabelNode resumePoint) {
    this.mode = mode;
    this.code = code;
    this.at = at;
    this.types = types;
    this.plan = plan;
    this.frames = frames;
    this.rewriter = rewriter;
    this.handles = handles;
    this.out = out;
    this.emit = new Emit(out.instructions);
    this.stateLocal = stateLocal;
    this.resumePoint = resumePoint;
    for (int copy = 0; copy < plan.copies(); copy++) {
      Map<LabelNode, LabelNode> map = new HashMap<>();
      for (AbstractInsnNode insn : code.nodes()) {
        if (insn instanceof LabelNode label) {
          map.put(label, new LabelNode());
        }
      }
      labels.add(map);
    }
    firstCopyTypes = new HashMap<>(labels.get(0));
    boolean again = mode == ResumeMode.REEXECUTE && code.nodes().get(at).getOpcode() == Opcodes.NEW;
    newAgain = again ? new LabelNode() : null;
    if (newAgain != null) {
      int i = at;
      while (i > 0 && code.nodes().get(i - 1).getOpcode() < 0) {
        i--;
        if (code.nodes().get(i) instanceof LabelNode label) {
          firstCopyTypes.put(label, newAgain);
        }
      }
    }
  }

  /** Original byte offset of each emitted instruction that has one. */
  Map<AbstractInsnNode, Integer> origins() {
    return origins;
  }

  void write(List<Object> operandTypes) {
    for (int copy = 0; copy < plan.copies(); copy++) {
      for (int i = 0; i < code.nodes().size(); i++) {
        if (copy == 0 && i == at) {
          resumePoint(operandTypes);
        } else {
          node(copy, i);
        }
      }
      exceptionRanges(copy);
    }
  }

  private void node(int copy, int i) {
    AbstractInsnNode node = code.nodes().get(i);
    Map<LabelNode, LabelNode> map = labels.get(copy);
    if (node instanceof LabelNode label) {
      emit.add(label(copy, label));
    } else if (node.getOpcode() >= 0) {
      if (plan.needs(copy, i)) {
        instruction(copy, i);
      }
    } else {
      int real = code.nextReal(i);
      if (real < code.nodes().size() && plan.needs(copy, real)) {
        if (node instanceof FrameNode frame) {
          emit.add(frames.copied(frame, copy, copy == 0 ? firstCopyTypes : map));
        } else if (node instanceof LineNumberNode line) {
          emit.add(new LineNumberNode(line.line, map.get(line.start)));
        }
      }
    }
  }

  private void resumePoint(List<Object> operandTypes) {
    List<Object> locals = frames.resumed(types.locals);
    List<Object> operands = frames.resumed(operandTypes);
    Map<LabelNode, LabelNode> map = labels.get(0);
    switch (mode) {
      case AFTER_CALL -> {
        LabelNode after = new LabelNode();
        boolean reached = plan.needs(0, at);
        if (reached) {
          instruction(0, at);
          emit.add(new JumpInsnNode(Opcodes.GOTO, after));
        }
        markResumePoint();
        emit.add(frames.of(locals, operands, stateLocal, map));
        callInner();
        result(Objects.requireNonNull(types.call).returnDescriptor());
        emit.add(after);
        if (reached
            && types.localsAfter != null
            && types.operandsAfter != null
            && code.frameBefore(code.nextReal(at + 1)) == null) {
          emit.add(frames.of(types.localsAfter, types.operandsAfter, -1, map));
        }
      }
      case REENTER -> {
        markResumePoint();
        if (code.frameBefore(at) == null) {
          emit.add(frames.of(locals, operands, -1, map));
        }
        instruction(0, at);
      }
      case REEXECUTE -> {
        LabelNode again = new LabelNode();
        if (at > 0 && (plan.needs(0, at - 1) || code.frameBefore(at) != null)) {
          emit.add(new JumpInsnNode(Opcodes.GOTO, again));
        }
        markResumePoint();
        emit.add(frames.of(locals, operands, stateLocal, map));
        callInner();
        emit.op(Opcodes.POP);
        emit.add(again);
        emit.add(frames.of(locals, operands, -1, map));
        if (newAgain != null) {
          emit.add(newAgain);
        }
        instruction(0, at);
      }
    }
  }

  private void markResumePoint() {
    emit.add(resumePoint);
    int line = code.line(at);
    if (line > 0) {
      emit.add(new LineNumberNode(line, resumePoint));
    }
  }

  private void callInner() {
    emit.inner(stateLocal);
    origins.put(out.instructions.getLast(), code.bci(at));
  }

  private void result(String descriptor) {
    char kind = descriptor.charAt(0);
    switch (kind) {
      case 'V' -> emit.op(Opcodes.POP);
      case 'L', '[' -> emit.add(handles.cast(Type.getType(descriptor).getInternalName()));
      default -> emit.unbox(kind);
    }
  }

  private void instruction(int copy, int i) {
    AbstractInsnNode insn = code.nodes().get(i);
    if (MethodCode.isReturn(insn.getOpcode())) {
      emit.box(Type.getReturnType(code.descriptor()).getDescriptor().charAt(0));
      emit.op(Opcodes.ARETURN);
      return;
    }
    AbstractInsnNode emitted;
    if (insn instanceof JumpInsnNode jump) {
      emitted = new JumpInsnNode(jump.getOpcode(), target(copy, i, jump.label));
    } else if (insn instanceof TableSwitchInsnNode || insn instanceof LookupSwitchInsnNode) {
      Map<LabelNode, LabelNode> map = new HashMap<>();
      for (LabelNode label : MethodCode.targets(insn)) {
        map.put(label, target(copy, i, label));
      }
      emitted = insn.clone(map);
    } else {
      emitted = rewriter.rewrite(insn, labels.get(copy));
    }
    emit.add(emitted);
    if (code.bci(i) >= 0) {
      origins.put(emitted, code.bci(i));
    }
  }

  private LabelNode target(int copy, int from, LabelNode label) {
    return label(plan.copyOfTarget(copy, from, code.indexOf(label)), label);
  }

  private LabelNode label(int copy, LabelNode original) {
    return Objects.requireNonNull(labels.get(copy).get(original));
  }

  private void exceptionRanges(int copy) {
    for (TryCatchBlockNode block : code.tryBlocks()) {
      boolean needed = false;
      for (int i = code.indexOf(block.start); i < code.indexOf(block.end) && !needed; i++) {
        needed =
            code.nodes().get(i).getOpcode() >= 0 && (plan.needs(copy, i) || (copy == 0 && i == at));
      }
      if (needed) {
        Map<LabelNode, LabelNode> map = labels.get(copy);
        out.tryCatchBlocks.add(
            new TryCatchBlockNode(
                map.get(block.start), map.get(block.end), map.get(block.handler), block.type));
      }
    }
  }
}
