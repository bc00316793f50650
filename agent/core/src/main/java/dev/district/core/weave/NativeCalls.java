package dev.district.core.weave;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The native methods of {@code sun.nio.ch} in which a thread can block for the world outside:
 * bracketed by {@code dev.district.boot.NativeIo} wherever the JDK's channels call them. The
 * brackets take nothing from the operand stack but the result they look at.
 */
final class NativeCalls {
  private static final String NATIVE_IO = "dev/district/boot/NativeIo";
  private static final String PACKAGE = "sun/nio/ch/";
  private static final Set<String> CALLERS =
      Set.of(
          "Net",
          "NioSocketImpl",
          "SelChImpl",
          "SocketChannelImpl",
          "ServerSocketChannelImpl",
          "DatagramChannelImpl",
          "EPollSelectorImpl",
          "EPollPort$EventHandlerTask",
          "SocketDispatcher",
          "DatagramDispatcher",
          "FileDispatcherImpl",
          "UnixDomainSockets",
          "UnixAsynchronousSocketChannelImpl",
          "UnixAsynchronousServerSocketChannelImpl",
          "Poller");

  /** Which registers its descriptors for one report at a time. */
  private static final String GROUP = PACKAGE + "EPollPort$EventHandlerTask";

  /** By class; those of a dispatcher are called from the methods without the digit. */
  private static final Map<String, Set<String>> BLOCKING =
      Map.of(
          "Net", Set.of("poll", "accept", "connect0"),
          "EPoll", Set.of("wait"),
          "SocketDispatcher", Set.of("read0", "readv0", "write0", "writev0"),
          "DatagramDispatcher", Set.of("read0", "readv0", "write0", "writev0"),
          "FileDispatcherImpl", Set.of("read0", "readv0", "write0", "writev0"),
          "DatagramChannelImpl", Set.of("receive0", "send0"),
          "UnixDomainSockets", Set.of("accept0", "connect0"),
          "Poller", Set.of("poll", "pollSelector"));

  private static final Set<String> WRITES = Set.of("write", "writev");

  /** What the JDK takes for a descriptor that is not ready ({@code sun.nio.ch.IOStatus}). */
  private static final int UNAVAILABLE = -2;

  private NativeCalls() {}

  static boolean areIn(String owner) {
    return owner.startsWith(PACKAGE) && CALLERS.contains(owner.substring(PACKAGE.length()));
  }

  /** Brackets the calls of a method of the class; true when there were any. */
  static boolean bracketIn(String owner, MethodNode method) {
    if (owner.equals(PollerParks.POLLER)) {
      return PollerParks.replaceIn(method);
    }
    boolean bracketed = bracketCallsIn(owner, method);
    boolean changed = leadShutdownsIn(method) || bracketed;
    if (owner.equals(PACKAGE + "SocketDispatcher")) {
      changed |= SocketTaps.listenIn(method);
      if (WRITES.contains(method.name)) {
        queueWrites(method);
        return true;
      }
    }
    return changed;
  }

  /** A write to a descriptor that is being refilled finds it not ready. */
  private static void queueWrites(MethodNode method) {
    LabelNode ready = new LabelNode();
    boolean isLong = method.desc.endsWith("J");
    InsnList head = new InsnList();
    head.add(new VarInsnNode(Opcodes.ALOAD, 1));
    head.add(refilling("holds", "(Ljava/io/FileDescriptor;)Z"));
    head.add(new JumpInsnNode(Opcodes.IFEQ, ready));
    head.add(
        isLong
            ? new LdcInsnNode((long) UNAVAILABLE)
            : new IntInsnNode(Opcodes.BIPUSH, UNAVAILABLE));
    head.add(new InsnNode(isLong ? Opcodes.LRETURN : Opcodes.IRETURN));
    head.add(ready);
    head.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
    head.add(new InsnNode(Opcodes.NOP));
    method.instructions.insert(head);
    method.maxStack = Math.max(method.maxStack, 2);
  }

  /** Puts another descriptor in the place of the one below the top of the stack. */
  private static boolean leadShutdownsIn(MethodNode method) {
    boolean changed = false;
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof MethodInsnNode call
          && call.getOpcode() == Opcodes.INVOKESTATIC
          && call.owner.equals(PACKAGE + "Net")
          && (call.name + call.desc).equals("shutdown(Ljava/io/FileDescriptor;I)V")) {
        InsnList lead = new InsnList();
        lead.add(new InsnNode(Opcodes.DUP2));
        lead.add(refilling("shutDown", "(Ljava/io/FileDescriptor;I)Ljava/io/FileDescriptor;"));
        lead.add(new InsnNode(Opcodes.SWAP));
        lead.add(new InsnNode(Opcodes.DUP2_X1));
        lead.add(new InsnNode(Opcodes.POP2));
        lead.add(new InsnNode(Opcodes.POP));
        method.instructions.insertBefore(insn, lead);
        method.maxStack += 3;
        changed = true;
      }
    }
    return changed;
  }

  private static MethodInsnNode refilling(String name, String descriptor) {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, "dev/district/boot/Refilling", name, descriptor, false);
  }

  private static boolean bracketCallsIn(String owner, MethodNode method) {
    InsnList code = method.instructions;
    boolean changed = false;
    boolean looksOnly = PollerParks.selectsIn(method);
    for (AbstractInsnNode insn : code.toArray()) {
      if (insn instanceof MethodInsnNode call && blocks(call)) {
        if (call.owner.equals(PollerParks.POLLER)) {
          code.insert(call, boot("waited", "()V"));
        } else if (!looksOnly) {
          code.insertBefore(call, boot("enter", "()V"));
          code.insert(call, after(owner, call));
        }
        changed = true;
      }
    }
    return changed;
  }

  private static boolean blocks(MethodInsnNode call) {
    if (call.getOpcode() != Opcodes.INVOKESTATIC || !call.owner.startsWith(PACKAGE)) {
      return false;
    }
    Set<String> names = BLOCKING.get(call.owner.substring(PACKAGE.length()));
    return names != null && names.contains(call.name);
  }

  private static MethodInsnNode after(String owner, MethodInsnNode call) {
    return switch (call.name) {
      case "poll" -> boot("polled", "(I)I");
      case "wait" -> boot(owner.equals(GROUP) ? "reported" : "selected", "(I)I");
      default -> boot("leave", "()V");
    };
  }

  private static MethodInsnNode boot(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, NATIVE_IO, name, descriptor, false);
  }
}
