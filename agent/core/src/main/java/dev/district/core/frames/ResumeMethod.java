package dev.district.core.frames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** Generates the class file of one resume method. */
final class ResumeMethod {
  /** Longer methods aren't compiled by the JIT ({@code -XX:HugeMethodLimit}). */
  private static final int JIT_LIMIT = 8000;

  private final ResumeRequest request;
  private final MethodCode code;
  private final TypeState types;
  private final int at;
  private final HandleMethods handles;
  private final MemberAccess access;
  private final VerificationFrames frames;
  private final String self;
  private final StateLayout layout;
  private byte[] bytes;
  private @Nullable ResumeTable table;
  private int length;

  private ResumeMethod(ResumeRequest request, MethodCode code, CopyPlan.Shape shape)
      throws Unresumable {
    this.request = request;
    this.code = code;
    this.at = code.at(request.bci());
    this.types = code.stateAt(at);
    this.self = code.owner().name() + ResumedFrames.SUFFIX;
    this.access = new MemberAccess(request.host());
    this.handles = new HandleMethods(self, access);
    this.frames = new VerificationFrames(code, types);
    MethodNode out =
        new MethodNode(
            Opcodes.ASM9, Opcodes.ACC_PUBLIC, Emit.APPLY, Emit.APPLY_DESCRIPTOR, null, null);
    int stateLocal = Math.max(code.maxLocals(), 2);
    ResumeHead head = new ResumeHead(request, types, frames, handles, out, stateLocal);
    layout = head.layout();
    ResumeBody body = write(shape, out, head, stateLocal);
    assemble(out, body);
  }

  /** Generates with the longest shape that still can be compiled, else with the shortest. */
  static ResumeMethod generate(ResumeRequest request) throws Unresumable {
    MethodCode code = request.code().method(request.method(), request.descriptor());
    ResumeMethod best = null;
    for (CopyPlan.Shape shape : CopyPlan.Shape.values()) {
      if (best != null && (best.length <= JIT_LIMIT || !best.frames.madeAtHead().isEmpty())) {
        break;
      }
      try {
        ResumeMethod next = new ResumeMethod(request, code, shape);
        best = next.table == null ? best : next;
      } catch (MethodTooLargeException e) {
        best = null;
      }
    }
    if (best == null) {
      throw new Unresumable("the resume method would be longer than 64 KB", request.place());
    }
    return best;
  }

  ResumeRequest request() {
    return request;
  }

  HandleMethods handles() {
    return handles;
  }

  StateLayout layout() {
    return layout;
  }

  byte[] bytes() {
    return bytes;
  }

  ResumeTable table() {
    return Objects.requireNonNull(table);
  }

  @Nullable Call call() {
    return request.mode() == ResumeMode.AFTER_CALL ? types.call : null;
  }

  private ResumeBody write(CopyPlan.Shape shape, MethodNode out, ResumeHead head, int stateLocal) {
    InstructionRewriter rewriter =
        new InstructionRewriter(request.host(), code, types, access, handles, request.options());
    LabelNode resumePoint = new LabelNode();
    head.write(code.line(at), resumePoint);
    int entry = request.mode() == ResumeMode.AFTER_CALL ? at + 1 : at;
    CopyPlan plan = new CopyPlan(code, shape, at, List.of(entry), frames.madeAtHead());
    ResumeBody body =
        new ResumeBody(
            request.mode(),
            code,
            at,
            types,
            plan,
            frames,
            rewriter,
            handles,
            out,
            stateLocal,
            resumePoint);
    body.write(head.operandTypes());
    return body;
  }

  private void assemble(MethodNode out, ResumeBody body) {
    List<AbstractInsnNode> emitted = new ArrayList<>();
    for (AbstractInsnNode insn : out.instructions) {
      if (insn.getOpcode() >= 0) {
        emitted.add(insn);
      }
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Math.max(code.owner().version(), Opcodes.V11),
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        self,
        null,
        "java/lang/Object",
        new String[] {Emit.FUNCTION});
    if (code.owner().sourceFile() != null) {
      writer.visitSource(code.owner().sourceFile(), null);
    }
    out.accept(writer);
    handles.write(writer);
    writer.visitEnd();
    bytes = writer.toByteArray();
    int[] offsets = BytecodeOffsets.of(new ClassReader(bytes), Emit.APPLY, Emit.APPLY_DESCRIPTOR);
    length = offsets[offsets.length - 1] + 1;
    // ASM turns jumps of more than 32 KB into other instructions; then the order tells nothing.
    table = offsets.length == emitted.size() ? table(emitted, offsets, body) : null;
  }

  private ResumeTable table(List<AbstractInsnNode> emitted, int[] offsets, ResumeBody body) {
    Map<Integer, Integer> originals = new HashMap<>();
    for (int i = 0; i < offsets.length; i++) {
      Integer original = body.origins().get(emitted.get(i));
      AbstractInsnNode insn = emitted.get(i);
      if (original != null && (Call.of(insn) != null || Trigger.is(insn))) {
        originals.put(offsets[i], original);
      }
    }
    return new ResumeTable(
        request.host(), request.method(), request.descriptor(), Map.copyOf(originals));
  }
}
