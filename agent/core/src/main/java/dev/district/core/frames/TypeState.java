package dev.district.core.frames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Verification types (JVMS 4.10.1.2) of locals and operand stack around one instruction, in ASM's
 * notation: {@code TOP}, {@code INTEGER} … or an internal name, and for an uninitialised object the
 * label of its {@code new}. A long or double is followed by {@code TOP}.
 */
final class TypeState {
  /** Before the instruction. */
  final List<Object> locals;

  final List<Object> operands;

  /** Operands that stay under the call in progress; all of them if the instruction is no call. */
  final List<Object> below;

  /** After the instruction, or null if control doesn't get there. */
  final @Nullable List<Object> localsAfter;

  final @Nullable List<Object> operandsAfter;

  /** The call in progress, or null if the instruction isn't one. */
  final @Nullable Call call;

  /**
   * Type of the object whose constructor is being called, if it was made in this frame: its {@code
   * new}.
   */
  final @Nullable Object initializing;

  private final Map<Object, String> newTypes = new HashMap<>();
  private final Set<AbstractInsnNode> constructorDelegations = new HashSet<>();

  private TypeState(MethodCode code, int target) throws Unresumable {
    AnalyzerAdapter types =
        new AnalyzerAdapter(
            Opcodes.ASM9,
            code.owner().name(),
            code.access(),
            code.name(),
            code.descriptor(),
            null) {};
    List<Object> before = null;
    List<Object> stack = null;
    List<Object> after = null;
    List<Object> stackAfter = null;
    boolean constructor = code.name().equals("<init>");
    List<AbstractInsnNode> nodes = code.nodes();
    int end = constructor ? nodes.size() : target + 1;
    for (int i = 0; i < end; i++) {
      AbstractInsnNode insn = nodes.get(i);
      if (i == target && types.locals != null) {
        before = List.copyOf(types.locals);
        stack = List.copyOf(types.stack);
      }
      if (constructor && types.stack != null && delegates(insn, types.stack)) {
        constructorDelegations.add(insn);
      }
      insn.accept(types);
      if (i == target && types.locals != null) {
        after = List.copyOf(types.locals);
        stackAfter = List.copyOf(types.stack);
      }
    }
    if (before == null || stack == null) {
      throw new Unresumable("the instruction can't be reached", code.place(code.bci(target)));
    }
    for (AbstractInsnNode insn : nodes) {
      if (insn.getOpcode() == Opcodes.NEW) {
        newTypes.put(firstLabel(insn), ((TypeInsnNode) insn).desc);
      }
    }
    locals = before;
    operands = stack;
    localsAfter = after;
    operandsAfter = stackAfter;
    call = Call.of(nodes.get(target));
    List<Object> rest = new ArrayList<>(stack);
    Object constructed = null;
    if (call != null) {
      drop(rest, call.argumentSlots());
      if (call.hasReceiver()) {
        Object receiver = rest.remove(rest.size() - 1);
        constructed = call.isConstructor() ? receiver : null;
      }
    }
    below = rest;
    initializing = constructed instanceof Label ? constructed : null;
  }

  static TypeState compute(MethodCode code, int target) throws Unresumable {
    return new TypeState(code, target);
  }

  /** Class named by the {@code new} at the label. */
  String newType(Object label) {
    return Objects.requireNonNull(newTypes.get(label), "no new at this label");
  }

  /** Whether the instruction is a constructor's call of {@code super(…)} or {@code this(…)}. */
  boolean isDelegation(AbstractInsnNode insn) {
    return constructorDelegations.contains(insn);
  }

  /**
   * Whether the object of this type has been made by {@code new} and its constructor hasn't begun.
   */
  boolean isUninitialized(Object type) {
    return type instanceof Label && type != initializing;
  }

  /** One character per slot: I J F D as in descriptors, A a reference, N always null, - nothing. */
  String kinds(List<Object> types) {
    StringBuilder kinds = new StringBuilder(types.size());
    for (Object type : types) {
      kinds.append(kind(type));
    }
    return kinds.toString();
  }

  private char kind(Object type) {
    if (type == Opcodes.TOP) {
      return '-';
    }
    if (type == Opcodes.INTEGER) {
      return 'I';
    }
    if (type == Opcodes.LONG) {
      return 'J';
    }
    if (type == Opcodes.FLOAT) {
      return 'F';
    }
    if (type == Opcodes.DOUBLE) {
      return 'D';
    }
    return type == Opcodes.NULL || isUninitialized(type) ? 'N' : 'A';
  }

  private static boolean delegates(AbstractInsnNode insn, List<Object> stack) {
    Call call = Call.of(insn);
    return call != null
        && call.isConstructor()
        && stack.get(stack.size() - 1 - call.argumentSlots()) == Opcodes.UNINITIALIZED_THIS;
  }

  private static @Nullable Label firstLabel(AbstractInsnNode insn) {
    Label first = null;
    for (AbstractInsnNode i = insn.getPrevious();
        i != null && i.getOpcode() < 0;
        i = i.getPrevious()) {
      if (i instanceof LabelNode label) {
        first = label.getLabel();
      }
    }
    return first;
  }

  private static void drop(List<Object> stack, int slots) {
    for (int i = 0; i < slots; i++) {
      stack.remove(stack.size() - 1);
    }
  }
}
