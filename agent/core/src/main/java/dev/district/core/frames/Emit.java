package dev.district.core.frames;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Short instruction sequences of resume methods: array elements, boxes, the call of the inner link.
 */
final class Emit {
  static final String FUNCTION = "java/util/function/Function";
  static final String APPLY = "apply";
  static final String APPLY_DESCRIPTOR = "(Ljava/lang/Object;)Ljava/lang/Object;";

  private static final String[] BOXES = {
    "ZBoolean", "BByte", "SShort", "CCharacter", "IInteger", "JLong", "FFloat", "DDouble"
  };

  private final InsnList out;

  Emit(InsnList out) {
    this.out = out;
  }

  void add(AbstractInsnNode insn) {
    out.add(insn);
  }

  void op(int opcode) {
    out.add(new InsnNode(opcode));
  }

  void var(int opcode, int local) {
    out.add(new VarInsnNode(opcode, local));
  }

  void cast(String internalName) {
    if (!internalName.equals("java/lang/Object")) {
      out.add(new TypeInsnNode(Opcodes.CHECKCAST, internalName));
    }
  }

  private void constant(int value) {
    if (value <= 5) {
      op(Opcodes.ICONST_0 + value);
    } else {
      int opcode = value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH;
      out.add(new IntInsnNode(opcode, value));
    }
  }

  /** Pushes an element of the array in the local. */
  void element(int arrayLocal, int index) {
    var(Opcodes.ALOAD, arrayLocal);
    constant(index);
    op(Opcodes.AALOAD);
  }

  /**
   * Calls the inner link of the state array and pushes its result. The array is emptied and
   * forgotten before: what it holds must not live longer than in the original program.
   */
  void inner(int stateLocal) {
    element(stateLocal, 0);
    cast(FUNCTION);
    element(stateLocal, 1);
    var(Opcodes.ALOAD, stateLocal);
    op(Opcodes.ACONST_NULL);
    out.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            "java/util/Arrays",
            "fill",
            "([Ljava/lang/Object;Ljava/lang/Object;)V",
            false));
    op(Opcodes.ACONST_NULL);
    var(Opcodes.ASTORE, stateLocal);
    out.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, FUNCTION, APPLY, APPLY_DESCRIPTOR, true));
  }

  /** Turns the object on the stack into a value of the primitive type. */
  void unbox(char kind) {
    String box = "java/lang/" + boxOf(kind);
    cast(box);
    String name = Type.getType(String.valueOf(kind)).getClassName() + "Value";
    out.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, box, name, "()" + kind, false));
  }

  /** Turns the value on the stack (or nothing, for void) into an object. */
  void box(char kind) {
    if (kind == 'V') {
      op(Opcodes.ACONST_NULL);
    } else if (kind != 'L' && kind != '[') {
      String box = "java/lang/" + boxOf(kind);
      out.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC, box, "valueOf", "(" + kind + ")L" + box + ";", false));
    }
  }

  private static String boxOf(char kind) {
    for (String box : BOXES) {
      if (box.charAt(0) == kind) {
        return box.substring(1);
      }
    }
    throw new IllegalArgumentException("no box for " + kind);
  }
}
