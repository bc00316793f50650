package dev.district.core.frames;

import dev.district.jdk.ConstructorCalls;
import dev.district.jdk.FieldHandles;
import dev.district.jdk.Lookups;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * One instruction of the original method as the resume class may execute it: the same instruction,
 * or a call of a handle where only the original class, its constructor or a subclass has the right.
 */
final class InstructionRewriter {
  private static final String BOOT = "dev/district/boot/";

  private final Class<?> host;
  private final MethodCode code;
  private final TypeState types;
  private final MemberAccess access;
  private final HandleMethods handles;
  private final ResumeOptions options;

  InstructionRewriter(
      Class<?> host,
      MethodCode code,
      TypeState types,
      MemberAccess access,
      HandleMethods handles,
      ResumeOptions options) {
    this.host = host;
    this.code = code;
    this.types = types;
    this.access = access;
    this.handles = handles;
    this.options = options;
  }

  /** A new node; labels as the map says. Jumps and returns aren't for this class. */
  AbstractInsnNode rewrite(AbstractInsnNode insn, Map<LabelNode, LabelNode> labels) {
    AbstractInsnNode rewritten = null;
    if (insn instanceof MethodInsnNode method) {
      rewritten = method(method);
    } else if (insn instanceof FieldInsnNode field) {
      rewritten = field(field);
    } else if (insn instanceof InvokeDynamicInsnNode indy) {
      rewritten = dynamic(indy);
    }
    return rewritten == null ? insn.clone(labels) : rewritten;
  }

  private @Nullable AbstractInsnNode method(MethodInsnNode call) {
    String tail = call.desc.substring(1);
    if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
      return special(call, tail);
    }
    if (call.getOpcode() == Opcodes.INVOKESTATIC) {
      if (call.owner.equals("java/lang/invoke/MethodHandles") && call.name.equals("lookup")) {
        return handles.call(call.desc, MethodHandles.constant(Lookup.class, Lookups.in(host)));
      }
      if (options.districtClock()
          && call.owner.equals("java/lang/System")
          && call.name.equals("nanoTime")) {
        return handles.call(call.desc, clock());
      }
    }
    if (call.getOpcode() == Opcodes.INVOKEINTERFACE || !mayInherit(call.owner)) {
      return null;
    }
    Class<?> declaring = access.protectedMethod(call.owner, call.name, call.desc);
    if (declaring == null) {
      return null;
    }
    MethodType type = access.methodType(call.desc);
    return call.getOpcode() == Opcodes.INVOKESTATIC
        ? handles.call(call.desc, Lookups.findStatic(declaring, call.name, type))
        : handles.call(
            "(L" + call.owner + ";" + tail, Lookups.findVirtual(declaring, call.name, type));
  }

  private @Nullable AbstractInsnNode special(MethodInsnNode call, String tail) {
    if (call.name.equals("<init>")) {
      if (!types.isDelegation(call)) {
        return null;
      }
      MethodHandle constructor =
          ConstructorCalls.onExisting(access.type(call.owner), access.methodType(call.desc));
      return handles.call("(L" + call.owner + ";" + tail, constructor);
    }
    String self = code.owner().name();
    if (call.owner.equals(self) && code.owner().isPrivateMethod(call.name, call.desc)) {
      int opcode = call.itf ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      return new MethodInsnNode(opcode, call.owner, call.name, call.desc, call.itf);
    }
    try {
      MethodHandle method =
          Lookups.in(host)
              .findSpecial(access.type(call.owner), call.name, access.methodType(call.desc), host);
      return handles.call("(L" + self + ";" + tail, method);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(call.owner + "." + call.name + call.desc, e);
    }
  }

  private @Nullable AbstractInsnNode field(FieldInsnNode insn) {
    int opcode = insn.getOpcode();
    boolean put = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    boolean isStatic = opcode == Opcodes.PUTSTATIC || opcode == Opcodes.GETSTATIC;
    Class<?> declaring = null;
    if (put && insn.owner.equals(code.owner().name()) && code.owner().isFinalField(insn.name)) {
      declaring = host;
    } else if (mayInherit(insn.owner)) {
      declaring = access.protectedField(insn.owner, insn.name);
    }
    if (declaring == null) {
      return null;
    }
    String object = isStatic ? "" : "L" + insn.owner + ";";
    return put
        ? handles.call("(" + object + insn.desc + ")V", FieldHandles.setter(declaring, insn.name))
        : handles.call("(" + object + ")" + insn.desc, FieldHandles.getter(declaring, insn.name));
  }

  private @Nullable AbstractInsnNode dynamic(InvokeDynamicInsnNode insn) {
    if (insn.bsm.getOwner().startsWith(BOOT)) {
      return null;
    }
    return handles.call(insn.desc, new HostCallSite(host, insn).dynamicInvoker());
  }

  /** Quick answer for the many members that can't be protected in another package's superclass. */
  private boolean mayInherit(String owner) {
    return !owner.startsWith("[")
        && !owner.equals("java/lang/invoke/MethodHandle")
        && !owner.equals("java/lang/invoke/VarHandle")
        && !owner.equals("java/lang/String");
  }

  private static MethodHandle clock() {
    Class<?> clock = Lookups.bootClass("dev.district.boot.Clock");
    return Lookups.findStatic(clock, "nanoTime", MethodType.methodType(long.class));
  }
}
