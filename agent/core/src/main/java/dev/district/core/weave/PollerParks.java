package dev.district.core.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * How virtual threads wait for descriptors ({@code sun.nio.ch.Poller}, 21 and later): the parks in
 * there and the loops of the pollers' own threads are led to {@code
 * dev.district.boot.PollerParking}.
 */
final class PollerParks {
  static final String POLLER = "sun/nio/ch/Poller";
  private static final String PARKING = "dev/district/boot/PollerParking";
  private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";

  private PollerParks() {}

  /**
   * Whether the method selects by waiting in a poller: then its own system call is made only to see
   * what there is, and returns at once ({@code EPollSelectorImpl.timedPoll}, {@code untimedPoll}).
   */
  static boolean selectsIn(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call
          && call.owner.equals(POLLER)
          && call.name.equals("pollSelector")) {
        return true;
      }
    }
    return false;
  }

  /** Changes a method of the class itself; true when it did. */
  static boolean replaceIn(MethodNode method) {
    boolean changed = false;
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof MethodInsnNode call
          && call.owner.equals(LOCK_SUPPORT)
          && (call.name.equals("park") && call.desc.equals("()V")
              || call.name.equals("parkNanos") && call.desc.equals("(J)V"))) {
        method.instructions.set(call, parking("park", call.desc));
        changed = true;
      }
    }
    if (method.name.equals("pollerLoop") || method.name.equals("subPollerLoop")) {
      method.instructions.insert(parking("serve", "()V"));
      changed = true;
    }
    return changed;
  }

  private static MethodInsnNode parking(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, PARKING, name, descriptor, false);
  }
}
