package dev.district.core.weave;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Weaves one application class: polls and restartable blocking calls.
 *
 * <p>Class files older than version 51 have no {@code invokedynamic}; they are raised to 51,
 * subroutines inlined and stack map frames computed from class files alone (JVMS 4.10.1). A method
 * that would outgrow 65 535 bytes (JVMS 4.7.3) gets no polls but keeps its replaced calls, which
 * are no longer than the originals.
 */
final class ClassWeaver {
  private final ClassHierarchy hierarchy;
  private final CallSites callSites;

  ClassWeaver(@Nullable ClassLoader loader) {
    this.hierarchy = new ClassHierarchy(loader);
    this.callSites = new CallSites(hierarchy, true, true);
  }

  /** The woven class file, or null when there is nothing to weave. */
  byte @Nullable [] weave(byte[] original) {
    Set<String> tooLarge = new HashSet<>();
    for (; ; ) {
      try {
        return weave(original, tooLarge);
      } catch (MethodTooLargeException e) {
        if (!tooLarge.add(e.getMethodName() + e.getDescriptor())) {
          return null;
        }
      }
    }
  }

  private byte @Nullable [] weave(byte[] original, Set<String> withoutPolls) {
    ClassReader reader = new ClassReader(original);
    boolean old = reader.readUnsignedShort(6) < Opcodes.V1_7;
    ClassNode node = new ClassNode();
    reader.accept(node, old ? ClassReader.SKIP_FRAMES : 0);
    hierarchy.add(node);
    boolean changed = Bootstraps.hookInto(node);
    for (int i = 0; i < node.methods.size(); i++) {
      MethodNode method = node.methods.get(i);
      if (method.instructions.size() == 0) {
        continue;
      }
      if (old) {
        method = withoutSubroutines(method);
        node.methods.set(i, method);
      }
      changed |= callSites.replaceIn(node.name, method);
      if (RunHead.isRun(method) && hierarchy.isSubclass(node.superName, "java/lang/Thread")) {
        RunHead.insertInto(method);
        changed = true;
      }
      if (!withoutPolls.contains(method.name + method.desc)) {
        changed |= Polls.insertInto(node.name, method);
      }
      if (LoadHead.isLoad(method)) {
        LoadHead.insertInto(method);
        changed = true;
      }
    }
    if (!changed) {
      return null;
    }
    if (old) {
      node.version = Opcodes.V1_7;
    }
    ClassWriter writer = old ? new FrameWriter() : new ClassWriter(reader, 0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static MethodNode withoutSubroutines(MethodNode method) {
    String[] exceptions = method.exceptions.toArray(new String[0]);
    MethodNode inlined =
        new MethodNode(
            Opcodes.ASM9, method.access, method.name, method.desc, method.signature, exceptions);
    method.accept(
        new JSRInlinerAdapter(
            inlined, method.access, method.name, method.desc, method.signature, exceptions));
    return inlined;
  }

  /** Computes stack map frames without loading classes. */
  private final class FrameWriter extends ClassWriter {
    FrameWriter() {
      super(ClassWriter.COMPUTE_FRAMES);
    }

    @Override
    protected String getCommonSuperClass(String one, String other) {
      return hierarchy.commonSuperclass(one, other);
    }
  }
}
