package dev.district.core.frames;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives stack map frames to a method of a class file that needs none (version 50 or less: JVMS
 * 4.10.2 verifies by type inference) and inlines its {@code jsr} subroutines, keeping the byte
 * offset of every instruction.
 *
 * <p>While the code is rewritten, an offset travels as a line number no source file can have.
 */
final class FrameComputer {
  private static final int MARK = 1 << 20;
  private static final int LARGEST_JUMP = 32767;

  private final ClassCode owner;

  FrameComputer(ClassCode owner) {
    this.owner = owner;
  }

  MethodCode compute(MethodNode source, int[] offsets) throws Unresumable {
    mark(source, offsets);
    JSRInlinerAdapter inlined =
        new JSRInlinerAdapter(null, source.access, source.name, source.desc, null, null);
    source.accept(inlined);
    Map<Label, Integer> marks = unmark(inlined);
    byte[] framed = write(inlined);
    Map<Integer, Integer> bciByOffset = new HashMap<>();
    marks.forEach((label, bci) -> bciByOffset.put(label.getOffset(), bci));
    ClassReader reader = new ClassReader(framed);
    int[] newOffsets = BytecodeOffsets.of(reader, source.name, source.desc);
    if (newOffsets[newOffsets.length - 1] > LARGEST_JUMP) {
      throw new Unresumable(
          "the method is too long to be given stack map frames",
          owner.name().replace('/', '.') + "." + source.name + source.desc);
    }
    MethodNode result =
        new MethodNode(Opcodes.ASM9, source.access, source.name, source.desc, null, null);
    reader.accept(only(result), ClassReader.EXPAND_FRAMES);
    Map<AbstractInsnNode, Integer> bcis = new IdentityHashMap<>();
    int n = 0;
    for (AbstractInsnNode insn : result.instructions) {
      if (insn.getOpcode() >= 0) {
        bcis.put(insn, bciByOffset.getOrDefault(newOffsets[n++], -1));
      }
    }
    return MethodCode.moved(owner, result, bcis);
  }

  private static void mark(MethodNode method, int[] offsets) {
    int n = 0;
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof FrameNode) {
        method.instructions.remove(insn);
      } else if (insn.getOpcode() >= 0) {
        LabelNode label = new LabelNode();
        method.instructions.insertBefore(insn, label);
        method.instructions.insertBefore(insn, new LineNumberNode(MARK + offsets[n++], label));
      }
    }
    if (method.localVariables != null) {
      method.localVariables.clear();
    }
  }

  private static Map<Label, Integer> unmark(MethodNode method) {
    Map<Label, Integer> marks = new IdentityHashMap<>();
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof LineNumberNode line && line.line >= MARK) {
        marks.put(line.start.getLabel(), line.line - MARK);
        method.instructions.remove(insn);
      }
    }
    return marks;
  }

  private byte[] write(MethodNode method) {
    ClassHierarchy hierarchy = new ClassHierarchy(owner);
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String a, String b) {
            return hierarchy.commonSuper(a, b);
          }
        };
    writer.visit(Opcodes.V1_7, Opcodes.ACC_SUPER, owner.name(), null, owner.superName(), null);
    method.accept(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static ClassVisitor only(MethodNode method) {
    return new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String desc, @Nullable String sig, String @Nullable [] thrown) {
        return method;
      }
    };
  }
}
