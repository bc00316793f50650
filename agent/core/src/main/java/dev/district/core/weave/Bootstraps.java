package dev.district.core.weave;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Puts {@link dev.district.boot.SiteHook} before the bootstrap methods of the program. Those of the
 * JDK make constant call sites, and the same ones again; lambda expressions have a hook of their
 * own.
 */
final class Bootstraps {
  private static final String HOOK = "dev/district/boot/SiteHook";
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          HOOK,
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/invoke/MethodHandle;I[Ljava/lang/Object;)Ljava/lang/Object;",
          false);

  /** Of the 251 static arguments that there can be (JVMS 4.7.23), the hook takes two. */
  private static final int MOST_ARGUMENTS = 249;

  private Bootstraps() {}

  /** True when the class changed. To be called while it has no instruction but its own. */
  static boolean hookInto(ClassNode node) {
    boolean changed = false;
    int index = 0;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof InvokeDynamicInsnNode site) {
          changed |= hookInto(site, index++);
        }
      }
    }
    return changed;
  }

  private static boolean hookInto(InvokeDynamicInsnNode site, int index) {
    if (site.bsm.getOwner().startsWith("java/") || site.bsmArgs.length > MOST_ARGUMENTS) {
      return false;
    }
    Object[] arguments = new Object[2 + site.bsmArgs.length];
    arguments[0] = site.bsm;
    arguments[1] = index;
    System.arraycopy(site.bsmArgs, 0, arguments, 2, site.bsmArgs.length);
    site.bsm = LINK;
    site.bsmArgs = arguments;
    return true;
  }
}
