package dev.district.core.weave;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets the reads and writes of {@code sun.nio.ch.SocketDispatcher} tell the descriptor's tap, if it
 * has one ({@code dev.district.boot.Taps}):
 *
 * <pre>
 *   tap = Taps.of(descriptor)
 *   instead = Taps.beforeWrite(tap, address, count, vector); if (instead != PROCEED) return instead
 *   try { ... return Taps.written(RESULT, tap, address) }
 *   catch (IOException e) { return Taps.failed(e, tap) }
 * </pre>
 *
 * <p>Their bodies are one native call without a branch, in every release that is known here; others
 * are left alone.
 */
final class SocketTaps {
  private static final String TAPS = "dev/district/boot/Taps";
  private static final String TAP = "dev/district/boot/Taps$Tap";
  private static final String DISPATCHER = "sun/nio/ch/SocketDispatcher";
  private static final String FAILURE = "java/io/IOException";
  private static final Set<String> READS = Set.of("read", "readv");
  private static final Set<String> WRITES = Set.of("write", "writev");

  /** Locals: this, descriptor, address, count. */
  private static final int DESCRIPTOR = 1;

  private static final int ADDRESS = 2;
  private static final int COUNT = 4;

  private final MethodNode method;
  private final boolean write;
  private final boolean vector;
  private final int tap;

  private SocketTaps(MethodNode method) {
    this.method = method;
    this.write = WRITES.contains(method.name);
    this.vector = method.desc.endsWith("J");
    this.tap = method.maxLocals;
  }

  /** Changes a method of the dispatcher if it is one of the four. */
  static boolean listenIn(MethodNode method) {
    boolean concerned = READS.contains(method.name) || WRITES.contains(method.name);
    if (!concerned || !method.desc.startsWith("(Ljava/io/FileDescriptor;JI)") || branches(method)) {
      return false;
    }
    new SocketTaps(method).listen();
    return true;
  }

  private static boolean branches(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof JumpInsnNode || insn instanceof FrameNode) {
        return true;
      }
    }
    return !method.tryCatchBlocks.isEmpty();
  }

  private void listen() {
    InsnList code = method.instructions;
    for (AbstractInsnNode insn : code.toArray()) {
      if (insn.getOpcode() == returning()) {
        code.insertBefore(insn, after());
      }
    }
    LabelNode begin = new LabelNode();
    LabelNode end = new LabelNode();
    LabelNode handler = new LabelNode();
    InsnList head = head();
    head.add(begin);
    code.insert(head);
    code.add(end);
    code.add(handler);
    code.add(new FrameNode(Opcodes.F_FULL, 5, locals(), 1, new Object[] {FAILURE}));
    code.add(new VarInsnNode(Opcodes.ALOAD, tap));
    code.add(taps("failed", "(L" + FAILURE + ";L" + TAP + ";)I"));
    if (vector) {
      code.add(new InsnNode(Opcodes.I2L));
    }
    code.add(new InsnNode(returning()));
    method.tryCatchBlocks.add(new TryCatchBlockNode(begin, end, handler, FAILURE));
    method.maxLocals += 3;
    method.maxStack += 7;
  }

  private InsnList head() {
    InsnList head = new InsnList();
    head.add(new VarInsnNode(Opcodes.ALOAD, DESCRIPTOR));
    head.add(taps("of", "(Ljava/io/FileDescriptor;)L" + TAP + ";"));
    head.add(new VarInsnNode(Opcodes.ASTORE, tap));
    if (write) {
      head.add(new VarInsnNode(Opcodes.ALOAD, tap));
      head.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
      head.add(new VarInsnNode(Opcodes.ILOAD, COUNT));
      head.add(new InsnNode(vector ? Opcodes.ICONST_1 : Opcodes.ICONST_0));
      head.add(taps("beforeWrite", "(L" + TAP + ";JIZ)J"));
      head.add(new VarInsnNode(Opcodes.LSTORE, tap + 1));
      head.add(new VarInsnNode(Opcodes.LLOAD, tap + 1));
      head.add(new LdcInsnNode(Long.MIN_VALUE));
      head.add(new InsnNode(Opcodes.LCMP));
      LabelNode proceed = new LabelNode();
      head.add(new JumpInsnNode(Opcodes.IFEQ, proceed));
      head.add(new VarInsnNode(Opcodes.LLOAD, tap + 1));
      if (!vector) {
        head.add(new InsnNode(Opcodes.L2I));
      }
      head.add(new InsnNode(returning()));
      head.add(proceed);
      head.add(new FrameNode(Opcodes.F_APPEND, 1, new Object[] {TAP}, 0, null));
    }
    return head;
  }

  private static Object[] locals() {
    return new Object[] {DISPATCHER, "java/io/FileDescriptor", Opcodes.LONG, Opcodes.INTEGER, TAP};
  }

  private InsnList after() {
    InsnList after = new InsnList();
    after.add(new VarInsnNode(Opcodes.ALOAD, tap));
    after.add(new VarInsnNode(Opcodes.LLOAD, ADDRESS));
    String type = vector ? "J" : "I";
    after.add(taps(write ? "written" : "read", "(" + type + "L" + TAP + ";J)" + type));
    return after;
  }

  private int returning() {
    return vector ? Opcodes.LRETURN : Opcodes.IRETURN;
  }

  private static MethodInsnNode taps(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, TAPS, name, descriptor, false);
  }
}
