package dev.district.dist;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Everything a class file names.
 *
 * @param types internal names of all types, those of descriptors and signatures included
 * @param calls called methods, as {@code owner.name descriptor}
 * @param linkages names of {@code invokedynamic} call sites
 * @param strings string constants
 */
record References(Set<String> types, Set<String> calls, Set<String> linkages, Set<String> strings) {
  static References of(byte[] classFile) {
    References found =
        new References(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    new ClassReader(classFile)
        .accept(new ClassRemapper(new Bodies(found), new Names(found)), ClassReader.SKIP_FRAMES);
    return found;
  }

  private static final class Names extends Remapper {
    private final References found;

    Names(References found) {
      super(Opcodes.ASM9);
      this.found = found;
    }

    @Override
    public String map(String internalName) {
      found.types.add(internalName);
      return internalName;
    }

    @Override
    public Object mapValue(Object value) {
      if (value instanceof String string) {
        found.strings.add(string);
      }
      return super.mapValue(value);
    }
  }

  private static final class Bodies extends ClassVisitor {
    private final References found;

    Bodies(References found) {
      super(Opcodes.ASM9);
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String type, boolean onInterface) {
          found.calls.add(owner + "." + called + " " + type);
        }

        @Override
        public void visitInvokeDynamicInsn(
            String called, String type, Handle bootstrap, Object... arguments) {
          found.linkages.add(called);
        }
      };
    }
  }
}
