package dev.district.core.weave;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

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
          "EPollPort",
          "SocketDispatcher",
          "DatagramDispatcher",
          "FileDispatcherImpl",
          "UnixDomainSockets");

  /** By class; those of a dispatcher are called from the methods without the digit. */
  private static final Map<String, Set<String>> BLOCKING =
      Map.of(
          "Net", Set.of("poll", "accept", "connect0"),
          "EPoll", Set.of("wait"),
          "SocketDispatcher", Set.of("read0", "readv0", "write0", "writev0"),
          "DatagramDispatcher", Set.of("read0", "readv0", "write0", "writev0"),
          "FileDispatcherImpl", Set.of("read0", "readv0", "write0", "writev0"),
          "DatagramChannelImpl", Set.of("receive0", "send0"),
          "UnixDomainSockets", Set.of("accept0", "connect0"));

  private NativeCalls() {}

  static boolean areIn(String owner) {
    return owner.startsWith(PACKAGE) && CALLERS.contains(owner.substring(PACKAGE.length()));
  }

  /** Brackets the calls of a method; true when there were any. */
  static boolean bracketIn(MethodNode method) {
    InsnList code = method.instructions;
    boolean changed = false;
    for (AbstractInsnNode insn : code.toArray()) {
      if (insn instanceof MethodInsnNode call && blocks(call)) {
        code.insertBefore(call, boot("enter", "()V"));
        code.insert(call, after(call));
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

  private static MethodInsnNode after(MethodInsnNode call) {
    return switch (call.name) {
      case "poll" -> boot("polled", "(I)I");
      case "wait" -> boot("selected", "(I)I");
      default -> boot("leave", "()V");
    };
  }

  private static MethodInsnNode boot(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, NATIVE_IO, name, descriptor, false);
  }
}
