package dev.district.core.weave;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Calls that are led to a boot class instead: sleeping, waiting, notifying, parking, and the clock.
 * Every replacement takes the same operands from the stack and pushes the same result, so no frame
 * of the method changes.
 *
 * <p>{@code Object.wait} is final and {@code Thread.sleep} static, which is why the call site
 * decides (JVMS 5.4.3.3).
 */
final class CallSites {
  private static final String BLOCKING = "dev/district/boot/Blocking";
  private static final String NOTIFYING = "dev/district/boot/Notifying";
  private static final String PARKING = "dev/district/boot/Parking";
  private static final String CLOCK = "dev/district/boot/Clock";
  private static final String INTERNING = "dev/district/boot/Interning";
  private static final String INTERN = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final String MONITOR = "(Ljava/lang/Object;)V";
  private static final String ACCESS = "jdk/internal/access/JavaLangAccess";
  private static final String UNSAFE = "jdk/internal/misc/Unsafe";
  private static final Set<String> WAITS = Set.of("()V", "(J)V", "(JI)V");
  private static final Map<String, String> NOTIFICATIONS =
      Map.of("notify", "one", "notifyAll", "all");
  private static final Set<String> SLEEPS = Set.of("(J)V", "(JI)V", "(Ljava/time/Duration;)V");

  private final ClassHierarchy hierarchy;
  private final boolean application;
  private final boolean clock;

  /**
   * @param application for application classes, whose interned strings have to be known
   * @param clock whether {@code System.nanoTime} is replaced as well
   */
  CallSites(ClassHierarchy hierarchy, boolean application, boolean clock) {
    this.hierarchy = hierarchy;
    this.application = application;
    this.clock = clock;
  }

  /** Replaces what has to be replaced in a method of the class; true when the method changed. */
  boolean replaceIn(String owner, MethodNode method) {
    // Thread.sleep calls its own overloads.
    boolean sleeps = !owner.equals("java/lang/Thread");
    boolean changed = false;
    InsnList code = method.instructions;
    for (AbstractInsnNode insn = code.getFirst(); insn != null; insn = insn.getNext()) {
      if (insn instanceof MethodInsnNode call) {
        MethodInsnNode replacement = replacement(call, sleeps);
        if (replacement != null) {
          if (isUnpark(call)) {
            code.insertBefore(call, new InsnNode(Opcodes.DUP));
            code.insertBefore(call, replacement);
            method.maxStack++;
          } else {
            code.set(call, replacement);
            insn = replacement;
          }
          changed = true;
        }
      } else if (insn instanceof InvokeDynamicInsnNode site) {
        changed |= replaceHandles(site, sleeps);
      }
    }
    return changed;
  }

  private @Nullable MethodInsnNode replacement(MethodInsnNode call, boolean sleeps) {
    if (isWait(call.getOpcode(), call.name, call.desc)) {
      return blocking("await", "(Ljava/lang/Object;" + call.desc.substring(1));
    }
    if (isNotify(call.getOpcode(), call.name, call.desc)) {
      return new MethodInsnNode(
          Opcodes.INVOKESTATIC, NOTIFYING, NOTIFICATIONS.get(call.name), MONITOR, false);
    }
    if (call.getOpcode() == Opcodes.INVOKESTATIC) {
      if (sleeps && isSleep(call.owner, call.name, call.desc)) {
        return blocking("sleep", call.desc);
      }
      return clock && isNanoTime(call.owner, call.name)
          ? new MethodInsnNode(Opcodes.INVOKESTATIC, CLOCK, "nanoTime", "()J", false)
          : null;
    }
    if (application && isIntern(call.owner, call.name)) {
      return new MethodInsnNode(Opcodes.INVOKESTATIC, INTERNING, "intern", INTERN, false);
    }
    if (call.owner.equals(UNSAFE) && call.name.equals("park")) {
      return new MethodInsnNode(
          Opcodes.INVOKESTATIC, PARKING, "park", "(Ljava/lang/Object;ZJ)V", false);
    }
    if (call.owner.equals(ACCESS) && call.name.equals("parkVirtualThread")) {
      String descriptor = "(Ljava/lang/Object;" + call.desc.substring(1);
      return new MethodInsnNode(Opcodes.INVOKESTATIC, PARKING, "parkVirtual", descriptor, false);
    }
    if (isUnpark(call)) {
      return new MethodInsnNode(
          Opcodes.INVOKESTATIC, PARKING, "unparking", "(Ljava/lang/Object;)V", false);
    }
    return null;
  }

  private boolean replaceHandles(InvokeDynamicInsnNode site, boolean sleeps) {
    boolean changed = false;
    for (int i = 0; i < site.bsmArgs.length; i++) {
      if (site.bsmArgs[i] instanceof Handle handle) {
        Handle replacement = replacement(handle, sleeps);
        if (replacement != null) {
          site.bsmArgs[i] = replacement;
          changed = true;
        }
      }
    }
    return changed;
  }

  private @Nullable Handle replacement(Handle handle, boolean sleeps) {
    int tag = handle.getTag();
    if (tag == Opcodes.H_INVOKEVIRTUAL
        && isWait(Opcodes.INVOKEVIRTUAL, handle.getName(), handle.getDesc())) {
      String descriptor = "(Ljava/lang/Object;" + handle.getDesc().substring(1);
      return new Handle(Opcodes.H_INVOKESTATIC, BLOCKING, "await", descriptor, false);
    }
    if (tag == Opcodes.H_INVOKEVIRTUAL
        && isNotify(Opcodes.INVOKEVIRTUAL, handle.getName(), handle.getDesc())) {
      String name = NOTIFICATIONS.get(handle.getName());
      return new Handle(Opcodes.H_INVOKESTATIC, NOTIFYING, name, MONITOR, false);
    }
    if (application
        && tag == Opcodes.H_INVOKEVIRTUAL
        && isIntern(handle.getOwner(), handle.getName())) {
      return new Handle(Opcodes.H_INVOKESTATIC, INTERNING, "intern", INTERN, false);
    }
    if (tag == Opcodes.H_INVOKESTATIC) {
      if (sleeps && isSleep(handle.getOwner(), handle.getName(), handle.getDesc())) {
        return new Handle(Opcodes.H_INVOKESTATIC, BLOCKING, "sleep", handle.getDesc(), false);
      }
      if (clock && isNanoTime(handle.getOwner(), handle.getName())) {
        return new Handle(Opcodes.H_INVOKESTATIC, CLOCK, "nanoTime", "()J", false);
      }
    }
    return null;
  }

  private static boolean isWait(int opcode, String name, String descriptor) {
    return name.equals("wait") && opcode != Opcodes.INVOKESTATIC && WAITS.contains(descriptor);
  }

  private static boolean isNotify(int opcode, String name, String descriptor) {
    return opcode != Opcodes.INVOKESTATIC
        && descriptor.equals("()V")
        && NOTIFICATIONS.containsKey(name);
  }

  private boolean isSleep(String owner, String name, String descriptor) {
    return name.equals("sleep")
        && SLEEPS.contains(descriptor)
        && hierarchy.inheritsStatic(owner, "java/lang/Thread", name, descriptor);
  }

  private static boolean isNanoTime(String owner, String name) {
    return owner.equals("java/lang/System") && name.equals("nanoTime");
  }

  private static boolean isIntern(String owner, String name) {
    return owner.equals("java/lang/String") && name.equals("intern");
  }

  private static boolean isUnpark(MethodInsnNode call) {
    return call.owner.equals(UNSAFE) && call.name.equals("unpark")
        || call.owner.equals(ACCESS) && call.name.equals("unparkVirtualThread");
  }

  private static MethodInsnNode blocking(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, BLOCKING, name, descriptor, false);
  }
}
