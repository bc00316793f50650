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
        return handles.call(
            call.desc, () -> MethodHandles.constant(Lookup.class, Lookups.in(host)));
      }
      if (options.districtClock()
          && call.owner.equals("java/lang/System")
          && call.name.equals("nanoTime")) {
        return handles.call(call.desc, InstructionRewriter::clock);
      }
    }
    if (call.getOpcode() == Opcodes.INVOKEINTERFACE
        || !mayInherit(call.owner)
        || !access.mayInheritMethod(call.name)) {
      return null;
    }
    boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
    String descriptor = isStatic ? call.desc : "(L" + call.owner + ";" + tail;
    if (access.isAbsent(call.owner)) {
      return handles.call(descriptor, () -> inherited(call));
    }
    Class<?> declaring = access.protectedMethod(call.owner, call.name, call.desc);
    if (declaring == null) {
      return null;
    }
    return handles.call(
        descriptor,
        () -> {
          MethodType type = access.methodType(call.desc);
          return isStatic
              ? Lookups.findStatic(declaring, call.name, type)
              : Lookups.findVirtual(declaring, call.name, type);
        });
  }

  /** A method as the host may call it; whether by inheritance only can't be told yet. */
  private MethodHandle inherited(MethodInsnNode call) {
    Class<?> owner = access.type(call.owner);
    MethodType type = access.methodType(call.desc);
    try {
      Lookup lookup = Lookups.in(host);
      return call.getOpcode() == Opcodes.INVOKESTATIC
          ? lookup.findStatic(owner, call.name, type)
          : lookup.findVirtual(owner, call.name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(call.owner + "." + call.name + call.desc, e);
    }
  }

  private @Nullable AbstractInsnNode special(MethodInsnNode call, String tail) {
    if (call.name.equals("<init>")) {
      if (!types.isDelegation(call)) {
        return null;
      }
      return handles.call(
          "(L" + call.owner + ";" + tail,
          () -> ConstructorCalls.onExisting(access.type(call.owner), access.methodType(call.desc)));
    }
    String self = code.owner().name();
    if (call.owner.equals(self) && code.owner().isPrivateMethod(call.name, call.desc)) {
      int opcode = call.itf ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      return new MethodInsnNode(opcode, call.owner, call.name, call.desc, call.itf);
    }
    return handles.call("(L" + self + ";" + tail, () -> ofSuper(call));
  }

  private MethodHandle ofSuper(MethodInsnNode call) {
    try {
      return Lookups.in(host)
          .findSpecial(access.type(call.owner), call.name, access.methodType(call.desc), host);
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
    } else if (mayInherit(insn.owner) && access.mayInheritField() && access.isAbsent(insn.owner)) {
      String object = isStatic ? "" : "L" + insn.owner + ";";
      return handles.call(
          put ? "(" + object + insn.desc + ")V" : "(" + object + ")" + insn.desc,
          () -> inherited(insn));
    } else if (mayInherit(insn.owner)) {
      declaring = access.protectedField(insn.owner, insn.name);
    }
    if (declaring == null) {
      return null;
    }
    Class<?> owner = declaring;
    String object = isStatic ? "" : "L" + insn.owner + ";";
    return put
        ? handles.call("(" + object + insn.desc + ")V", () -> FieldHandles.setter(owner, insn.name))
        : handles.call("(" + object + ")" + insn.desc, () -> FieldHandles.getter(owner, insn.name));
  }

  /** A field as the host may get at it; whether by inheritance only can't be told yet. */
  private MethodHandle inherited(FieldInsnNode insn) {
    Class<?> owner = access.type(insn.owner);
    Class<?> type = access.methodType("()" + insn.desc).returnType();
    Lookup lookup = Lookups.in(host);
    try {
      return switch (insn.getOpcode()) {
        case Opcodes.GETFIELD -> lookup.findGetter(owner, insn.name, type);
        case Opcodes.GETSTATIC -> lookup.findStaticGetter(owner, insn.name, type);
        case Opcodes.PUTFIELD -> lookup.findSetter(owner, insn.name, type);
        default -> lookup.findStaticSetter(owner, insn.name, type);
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(insn.owner + "." + insn.name, e);
    }
  }

  private @Nullable AbstractInsnNode dynamic(InvokeDynamicInsnNode insn) {
    if (insn.bsm.getOwner().startsWith(BOOT)) {
      return null;
    }
    return handles.call(insn.desc, () -> new HostCallSite(host, insn).dynamicInvoker());
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
