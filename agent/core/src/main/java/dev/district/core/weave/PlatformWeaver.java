package dev.district.core.weave;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Weaves the few classes of the JDK that block, wake or interrupt threads, read standard input, run
 * a thread, load classes, draw seeds or give memory; in a restored JVM also those that read the
 * clock, and the class that makes stack trace elements.
 */
final class PlatformWeaver {
  private static final String THREAD = "java/lang/Thread";
  private static final String LOADER = "java/lang/ClassLoader";
  private static final String VIRTUAL = "java/lang/VirtualThread";
  private static final String FILE_INPUT = "java/io/FileInputStream";
  private static final String TRACE_ELEMENT = "java/lang/StackTraceElement";
  private static final String TRACES = "dev/district/boot/Traces";
  private static final Set<String> READS = Set.of("read()I", "read([B)I", "read([BII)I");

  private final PlatformCalls calls;
  private final boolean restored;
  private final CallSites callSites;

  PlatformWeaver(PlatformCalls calls, boolean restored) {
    this.calls = calls;
    this.restored = restored;
    this.callSites = new CallSites(new ClassHierarchy(null), false, restored);
  }

  boolean concerns(String name) {
    return calls.block(name)
        || calls.runsThread(name)
        || name.equals(THREAD)
        || name.equals(LOADER)
        || name.equals(VIRTUAL)
        || name.equals(FILE_INPUT)
        || NativeCalls.areIn(name)
        || RandomHooks.concerns(name)
        || name.equals(LinkageReport.CALL_SITE)
        || UnsafeHooks.concerns(name)
        || name.equals(HiddenReport.DEFINER)
        || restored && (calls.readClock(name) || name.equals(TRACE_ELEMENT));
  }

  byte @Nullable [] weave(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassNode node = new ClassNode();
    reader.accept(node, 0);
    boolean changed = false;
    for (MethodNode method : node.methods) {
      if (method.instructions.size() > 0) {
        changed |= !node.name.equals(VIRTUAL) && callSites.replaceIn(node.name, method);
        changed |= NativeCalls.areIn(node.name) && NativeCalls.bracketIn(node.name, method);
        changed |= hook(node.name, method);
      }
    }
    if (!changed) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private boolean hook(String owner, MethodNode method) {
    if (calls.runsThread(owner) && RunHead.isRun(method)) {
      RunHead.insertInto(method);
      return true;
    }
    if (owner.equals(LOADER) && LoadHead.isLoad(method)) {
      LoadHead.insertInto(method);
      return true;
    }
    if ((owner.equals(THREAD) || owner.equals(VIRTUAL))
        && (method.name + method.desc).equals("interrupt()V")) {
      countInterrupts(method);
      return true;
    }
    if (owner.equals(THREAD) && method.name.equals("dispatchUncaughtException")) {
      InsnList head = new InsnList();
      head.add(new VarInsnNode(Opcodes.ALOAD, 0));
      head.add(boot("dev/district/boot/MainThread", "uncaught", "(Ljava/lang/Thread;)V"));
      method.instructions.insert(head);
      method.maxStack = Math.max(method.maxStack, 1);
      return true;
    }
    if (owner.equals(FILE_INPUT) && READS.contains(method.name + method.desc)) {
      InsnList head = new InsnList();
      head.add(new VarInsnNode(Opcodes.ALOAD, 0));
      head.add(new FieldInsnNode(Opcodes.GETFIELD, owner, "fd", "Ljava/io/FileDescriptor;"));
      head.add(boot("dev/district/boot/Stdin", "ready", "(Ljava/io/FileDescriptor;)V"));
      method.instructions.insert(head);
      method.maxStack = Math.max(method.maxStack, 1);
      return true;
    }
    if (restored && owner.equals(TRACE_ELEMENT) && method.name.equals("of")) {
      return rewriteTraces(method);
    }
    return LinkageReport.insertInto(owner, method)
        || HiddenReport.insertInto(owner, method)
        || RandomHooks.insertInto(owner, method)
        || UnsafeHooks.insertInto(owner, method);
  }

  private static MethodInsnNode boot(String owner, String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  /** Tells the slot before and after, however the method ends. */
  private static void countInterrupts(MethodNode method) {
    InsnList code = method.instructions;
    for (AbstractInsnNode insn : code.toArray()) {
      if (insn.getOpcode() == Opcodes.RETURN) {
        code.insertBefore(insn, slot("interrupted"));
      }
    }
    LabelNode start = new LabelNode();
    LabelNode handler = new LabelNode();
    InsnList head = slot("interrupting");
    head.add(start);
    code.insert(head);
    code.add(handler);
    code.add(
        new FrameNode(
            Opcodes.F_FULL, 1, new Object[] {THREAD}, 1, new Object[] {"java/lang/Throwable"}));
    code.add(slot("interrupted"));
    code.add(new InsnNode(Opcodes.ATHROW));
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, handler, handler, null));
    method.maxStack = Math.max(method.maxStack, 2);
  }

  private static InsnList slot(String name) {
    InsnList call = new InsnList();
    call.add(new VarInsnNode(Opcodes.ALOAD, 0));
    call.add(boot("dev/district/boot/ThreadSlot", name, "(Ljava/lang/Thread;)V"));
    return call;
  }

  private static boolean rewriteTraces(MethodNode method) {
    if (!method.desc.endsWith(")[Ljava/lang/StackTraceElement;")) {
      return false;
    }
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        method.instructions.insertBefore(
            insn,
            boot(
                TRACES,
                "rewrite",
                "([Ljava/lang/StackTraceElement;)[Ljava/lang/StackTraceElement;"));
      }
    }
    return true;
  }
}
