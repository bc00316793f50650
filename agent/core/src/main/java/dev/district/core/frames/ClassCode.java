package dev.district.core.frames;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** A class file: what its members are, and the code of a method on demand. */
final class ClassCode {
  private final byte[] bytes;
  private final @Nullable WeakReference<ClassLoader> loader;
  private final ClassReader reader;
  private final Map<String, Integer> fieldAccess = new HashMap<>();
  private final Map<String, Integer> methodAccess = new HashMap<>();
  private final Map<String, MethodCode> methods = new HashMap<>();
  private int version;
  private @Nullable String sourceFile;

  /** Reads the class file; the loader says where its superclasses come from. */
  ClassCode(byte[] bytes, @Nullable ClassLoader loader) {
    this.bytes = bytes;
    this.loader = loader == null ? null : new WeakReference<>(loader);
    this.reader = new ClassReader(bytes);
    reader.accept(new Members(), ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
  }

  byte[] bytes() {
    return bytes;
  }

  String name() {
    return reader.getClassName();
  }

  @Nullable String superName() {
    return reader.getSuperName();
  }

  /** Major version of the class file. */
  int version() {
    return version;
  }

  @Nullable String sourceFile() {
    return sourceFile;
  }

  @Nullable ClassLoader loader() {
    return loader == null ? null : loader.get();
  }

  boolean isFinalField(String name) {
    return (fieldAccess.getOrDefault(name, 0) & Opcodes.ACC_FINAL) != 0;
  }

  boolean isPrivateMethod(String name, String descriptor) {
    return (methodAccess.getOrDefault(name + descriptor, 0) & Opcodes.ACC_PRIVATE) != 0;
  }

  boolean declaresMethod(String name, String descriptor) {
    return methodAccess.containsKey(name + descriptor);
  }

  /** Reads all methods of that name ahead of {@link #method}. */
  void learn(String name) throws Unresumable {
    for (String member : List.copyOf(methodAccess.keySet())) {
      if (member.startsWith(name) && member.startsWith("(", name.length())) {
        var ignored = method(name, member.substring(name.length()));
      }
    }
  }

  /** The code of the method; refused if the class has no such method, or the method no code. */
  synchronized MethodCode method(String name, String descriptor) throws Unresumable {
    MethodCode known = methods.get(name + descriptor);
    if (known == null) {
      known = read(name, descriptor);
      methods.put(name + descriptor, known);
    }
    return known;
  }

  private MethodCode read(String name, String descriptor) throws Unresumable {
    String place = name().replace('/', '.') + "." + name + descriptor;
    Integer access = methodAccess.get(name + descriptor);
    if (access == null) {
      throw new Unresumable("the class file has no such method", place);
    }
    MethodNode node = new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int flags, String n, String d, @Nullable String s, String @Nullable [] e) {
            return n.equals(name) && d.equals(descriptor) ? node : null;
          }
        },
        ClassReader.EXPAND_FRAMES);
    if (node.instructions.size() == 0) {
      throw new Unresumable("the method has no bytecode", place);
    }
    int[] offsets = BytecodeOffsets.of(reader, name, descriptor);
    return version <= Opcodes.V1_6 || lacksFrames(node)
        ? new FrameComputer(this).compute(node, offsets)
        : MethodCode.of(this, node, offsets);
  }

  /**
   * Whether the method branches but has no stack map frames: the class-data archive keeps none, and
   * so a class file that the VM makes up from an archived class has none either.
   */
  private static boolean lacksFrames(MethodNode method) {
    boolean branches = !method.tryCatchBlocks.isEmpty();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode) {
        return false;
      }
      branches |=
          insn instanceof JumpInsnNode
              || insn instanceof TableSwitchInsnNode
              || insn instanceof LookupSwitchInsnNode;
    }
    return branches;
  }

  private final class Members extends ClassVisitor {
    Members() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int v,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      version = v & 0xffff;
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
      sourceFile = source;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      fieldAccess.put(name, access);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methodAccess.put(name + descriptor, access);
      return null;
    }
  }
}
