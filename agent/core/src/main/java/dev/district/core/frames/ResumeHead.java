package dev.district.core.frames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The head of a resume method: takes locals and operands out of the state array, enters the
 * monitors, and jumps to the resume point.
 *
 * <p>The operands wait in spare locals until the monitors are entered: nothing that may throw may
 * stand between a {@code monitorenter} and the range whose handler exits it, or the JIT compilers
 * take the method for one with unbalanced locking and never compile it. For the same reason each
 * further enter has a handler that exits those before it.
 */
final class ResumeHead {
  private final ResumeRequest request;
  private final TypeState types;
  private final VerificationFrames frames;
  private final HandleMethods handles;
  private final MethodNode out;
  private final Emit emit;
  private final int stateLocal;
  private final StateLayout layout = new StateLayout();
  private final Map<Object, Integer> newLocals = new HashMap<>();
  private final List<VarInsnNode> push = new ArrayList<>();
  private final List<LabelNode[]> ranges = new ArrayList<>();
  private int spare;

  ResumeHead(
      ResumeRequest request,
      TypeState types,
      VerificationFrames frames,
      HandleMethods handles,
      MethodNode out,
      int stateLocal) {
    this.request = request;
    this.types = types;
    this.frames = frames;
    this.handles = handles;
    this.out = out;
    this.emit = new Emit(out.instructions);
    this.stateLocal = stateLocal;
    this.spare = stateLocal + 1;
  }

  StateLayout layout() {
    return layout;
  }

  /** Operands as they are when the resume point is reached. */
  List<Object> operandTypes() {
    return request.mode() == ResumeMode.AFTER_CALL ? types.below : types.operands;
  }

  void write(int line, LabelNode resumePoint) {
    LabelNode start = new LabelNode();
    emit.add(start);
    if (line > 0) {
      emit.add(new LineNumberNode(line, start));
    }
    emit.var(Opcodes.ALOAD, 1);
    emit.add(new TypeInsnNode(Opcodes.CHECKCAST, "[Ljava/lang/Object;"));
    emit.var(Opcodes.ASTORE, stateLocal);
    makeNewObjects(types.locals);
    makeNewObjects(types.below);
    locals();
    operands();
    List<Integer> monitors = monitorLocals();
    if (request.mode() == ResumeMode.REENTER) {
      enterPending(monitors);
    } else {
      enter(monitors, 0, monitors.size());
    }
    push.forEach(emit::add);
    emit.add(new JumpInsnNode(Opcodes.GOTO, resumePoint));
    exitHandlers(monitors);
  }

  private void makeNewObjects(List<Object> slots) {
    for (Object type : slots) {
      if (types.isUninitialized(type) && !newLocals.containsKey(type)) {
        LabelNode label = new LabelNode();
        emit.add(label);
        emit.add(new TypeInsnNode(Opcodes.NEW, types.newType(type)));
        emit.var(Opcodes.ASTORE, spare);
        newLocals.put(type, spare++);
        frames.madeAtHead(type, label);
      }
    }
  }

  private void locals() {
    for (int i = 0; i < types.locals.size(); i++) {
      Object type = types.locals.get(i);
      if (type != Opcodes.TOP) {
        load(type, true, i);
        emit.var(store(type), i);
      }
    }
    for (int i = 0; i < 2; i++) {
      if (i >= types.locals.size() || (types.locals.get(i) == Opcodes.TOP && !isSecondHalf(i))) {
        emit.op(Opcodes.ACONST_NULL);
        emit.var(Opcodes.ASTORE, i);
      }
    }
  }

  private boolean isSecondHalf(int i) {
    Object before = i == 0 ? Opcodes.TOP : types.locals.get(i - 1);
    return before == Opcodes.LONG || before == Opcodes.DOUBLE;
  }

  private void operands() {
    List<Object> operands = types.below;
    for (int i = 0; i < operands.size(); i++) {
      Object type = operands.get(i);
      if (type != Opcodes.TOP) {
        load(type, false, i);
        spill(type);
      }
    }
    if (request.mode() == ResumeMode.REENTER) {
      for (Object type : types.operands.subList(operands.size(), types.operands.size())) {
        emit.element(stateLocal, layout.addPending());
        emit.add(handles.cast((String) type));
        spill(type);
      }
    } else if (request.mode() == ResumeMode.REEXECUTE && operands.size() < types.operands.size()) {
      throw new IllegalStateException("a call's arguments are gone: " + request.place());
    }
  }

  private void spill(Object type) {
    emit.var(store(type), spare);
    push.add(new VarInsnNode(store(type) - Opcodes.ISTORE + Opcodes.ILOAD, spare));
    spare += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
  }

  private void load(Object type, boolean local, int index) {
    if (type == Opcodes.NULL) {
      emit.op(Opcodes.ACONST_NULL);
    } else if (newLocals.containsKey(type)) {
      emit.var(Opcodes.ALOAD, newLocals.get(type));
    } else {
      char kind = types.kinds(List.of(type)).charAt(0);
      emit.element(stateLocal, layout.add(local, index, kind));
      if (kind == 'A') {
        emit.add(handles.cast((String) frames.resumed(type)));
      } else {
        emit.unbox(kind);
      }
    }
  }

  private List<Integer> monitorLocals() {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < request.monitorLocals().size(); i++) {
      int local = request.monitorLocals().get(i);
      if (local < 0) {
        local = spare++;
        emit.element(stateLocal, layout.addMonitor(i));
        emit.var(Opcodes.ASTORE, local);
      }
      result.add(local);
    }
    return result;
  }

  private void enter(List<Integer> monitors, int from, int to) {
    for (int i = from; i < to; i++) {
      LabelNode before = new LabelNode();
      emit.add(before);
      enterOne(monitors, i, before);
    }
  }

  private void enterOne(List<Integer> monitors, int i, LabelNode before) {
    emit.var(Opcodes.ALOAD, monitors.get(i));
    emit.op(Opcodes.MONITORENTER);
    LabelNode after = new LabelNode();
    emit.add(after);
    ranges.add(new LabelNode[] {before, after});
  }

  /**
   * The pending monitor is the innermost; with none in the list it is the lock of the synchronized
   * method.
   */
  private void enterPending(List<Integer> monitors) {
    int last = monitors.size() - 1;
    enter(monitors, 0, last);
    LabelNode before = new LabelNode();
    emit.add(before);
    emit.inner(stateLocal);
    emit.op(Opcodes.POP);
    if (last >= 0) {
      enterOne(monitors, last, before);
    }
  }

  private void exitHandlers(List<Integer> monitors) {
    if (monitors.size() < 2) {
      return;
    }
    List<Object> locals = frames.resumed(types.locals);
    LabelNode outer = null;
    for (int i = 1; i < monitors.size(); i++) {
      LabelNode handler = new LabelNode();
      LabelNode exited = new LabelNode();
      LabelNode end = new LabelNode();
      cover(ranges.get(i)[0], ranges.get(i)[1], handler);
      cover(handler, exited, handler);
      if (outer != null) {
        cover(exited, end, outer);
      }
      emit.add(handler);
      emit.add(frames.of(padded(locals, monitors), List.of("java/lang/Throwable"), -1, Map.of()));
      emit.var(Opcodes.ASTORE, spare);
      emit.var(Opcodes.ALOAD, monitors.get(i - 1));
      emit.op(Opcodes.MONITOREXIT);
      emit.add(exited);
      emit.var(Opcodes.ALOAD, spare);
      emit.add(new InsnNode(Opcodes.ATHROW));
      emit.add(end);
      outer = handler;
    }
  }

  private static List<Object> padded(List<Object> locals, List<Integer> monitors) {
    List<Object> result = new ArrayList<>(locals);
    for (int local : monitors) {
      while (result.size() <= local) {
        result.add(Opcodes.TOP);
      }
      if (result.get(local) == Opcodes.TOP) {
        result.set(local, "java/lang/Object");
      }
    }
    return result;
  }

  private void cover(LabelNode start, LabelNode end, LabelNode handler) {
    out.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
  }

  private static int store(Object type) {
    if (type == Opcodes.INTEGER) {
      return Opcodes.ISTORE;
    }
    if (type == Opcodes.LONG) {
      return Opcodes.LSTORE;
    }
    if (type == Opcodes.FLOAT) {
      return Opcodes.FSTORE;
    }
    return type == Opcodes.DOUBLE ? Opcodes.DSTORE : Opcodes.ASTORE;
  }
}
