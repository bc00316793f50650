package dev.district.core.frames;

import dev.district.jdk.LambdaForms;
import dev.district.jdk.LiveFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What the code of a lambda form does from the call in progress to its return, followed
 * symbolically: the call's result is one opaque value, everything else is what the live frame
 * really holds.
 */
final class FormTail {
  /** The result of the call, possibly converted. */
  private static final Object RESULT = new Object();

  /** A constant the code makes. */
  private static final Object CONSTANT = new Object();

  private static final int LIMIT = 1000;

  private final LiveFrame frame;
  private final MethodCode code;
  private final Map<Integer, Object> stored = new HashMap<>();
  private final Deque<Object> stack = new ArrayDeque<>();

  FormTail(LiveFrame frame, MethodCode code) {
    this.frame = frame;
    this.code = code;
  }

  boolean returnsResult() throws Unresumable {
    int at = code.at(frame.bci());
    Call call = Call.of(code.nodes().get(at));
    if (call == null || isGuarded(at)) {
      return false;
    }
    boolean nothing = call.returnDescriptor().equals("V");
    if (!nothing) {
      stack.push(RESULT);
    }
    int next = at + 1;
    for (int steps = 0; steps < LIMIT && next < code.nodes().size(); steps++) {
      AbstractInsnNode insn = code.nodes().get(next);
      int opcode = insn.getOpcode();
      if (opcode == Opcodes.RETURN) {
        return true;
      }
      if (MethodCode.isReturn(opcode)) {
        return stack.peek() == (nothing ? CONSTANT : RESULT);
      }
      if (opcode == Opcodes.GOTO) {
        next = code.indexOf(((JumpInsnNode) insn).label);
      } else if (opcode < 0 || step(insn)) {
        next++;
      } else {
        return false;
      }
    }
    return false;
  }

  private boolean isGuarded(int at) {
    for (TryCatchBlockNode block : code.tryBlocks()) {
      if (code.covers(block, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean step(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    if (insn instanceof VarInsnNode variable) {
      return opcode >= Opcodes.ISTORE ? store(variable.var) : load(variable.var);
    }
    if (insn instanceof FieldInsnNode field) {
      return field(field);
    }
    if (insn instanceof MethodInsnNode method) {
      return convert(method);
    }
    if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1) {
      stack.push(CONSTANT);
      return true;
    }
    return opcode == Opcodes.CHECKCAST
        || opcode == Opcodes.NOP
        || (opcode >= Opcodes.I2L && opcode <= Opcodes.I2S && stack.peek() == RESULT);
  }

  private boolean store(int local) {
    if (stack.isEmpty()) {
      return false;
    }
    stored.put(local, stack.pop());
    return true;
  }

  private boolean load(int local) {
    Object value = stored.getOrDefault(local, frame.locals()[local]);
    if (value == null) {
      return false;
    }
    stack.push(value);
    return true;
  }

  private boolean field(FieldInsnNode field) {
    Object value;
    if (field.getOpcode() == Opcodes.GETSTATIC) {
      value = LambdaForms.constant(frame.declaringClass(), field.name);
    } else if (field.getOpcode() == Opcodes.GETFIELD && !stack.isEmpty()) {
      value = LambdaForms.bound(stack.pop(), field.name);
    } else {
      return false;
    }
    return value != null && push(value);
  }

  private boolean push(Object value) {
    stack.push(value);
    return true;
  }

  /** Boxing, or the call of a handle that does no more. */
  private boolean convert(MethodInsnNode call) {
    if (stack.peek() != RESULT) {
      return false;
    }
    if (call.name.equals("valueOf") && call.owner.startsWith("java/lang/")) {
      return true;
    }
    if (!call.name.equals("invokeBasic") || Call.of(call).argumentSlots() > 2) {
      return false;
    }
    Object result = stack.pop();
    Object handle = stack.poll();
    return handle != null && LambdaForms.isConversion(handle) && push(result);
  }
}
