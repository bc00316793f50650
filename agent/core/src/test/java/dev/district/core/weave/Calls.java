package dev.district.core.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What the code of a class calls.
 *
 * @param all owner, name and descriptor of every call and of every handle a call site is given
 * @param polls number of polls
 */
record Calls(List<String> all, int polls) {
  /** The calls of the methods of that name; of all methods for null. */
  static Calls of(byte[] bytes, @Nullable String method) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    List<String> all = new ArrayList<>();
    int polls = 0;
    for (MethodNode one : node.methods) {
      if (method == null || one.name.equals(method)) {
        for (AbstractInsnNode insn : one.instructions) {
          if (insn instanceof MethodInsnNode call) {
            all.add(call.owner + "." + call.name + call.desc);
          } else if (insn instanceof InvokeDynamicInsnNode site) {
            polls += site.bsm.getOwner().equals("dev/district/boot/Poll") ? 1 : 0;
            for (Object argument : site.bsmArgs) {
              if (argument instanceof Handle handle) {
                all.add(handle.getOwner() + "." + handle.getName() + handle.getDesc());
              }
            }
          }
        }
      }
    }
    return new Calls(all, polls);
  }
}
