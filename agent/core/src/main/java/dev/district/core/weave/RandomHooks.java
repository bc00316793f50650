package dev.district.core.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Marks generators of random numbers that draw their seed themselves: a restart gives them another,
 * while those that were given one go on with their sequence. The JDK's DRBGs and native generators
 * need no mark, because no seed makes them predictable.
 */
final class RandomHooks {
  private static final String RANDOM = "java/util/Random";
  private static final String SPLITTABLE = "java/util/SplittableRandom";

  /** Where {@code RandomGenerator.of} finds its algorithms on release 25. */
  private static final String ALGORITHMS = "jdk/internal/random/";

  private static final String SHA1 = "sun/security/provider/SecureRandom";
  private static final String SEED = "Ljava/util/concurrent/atomic/AtomicLong;";
  private static final String DRAWN_SEED = "dev/district/boot/DrawnSeed";
  private static final String DRAWN = "dev/district/boot/Drawn";

  private RandomHooks() {}

  static boolean concerns(String name) {
    return name.equals(RANDOM) || name.equals(SHA1) || draws(name);
  }

  private static boolean draws(String name) {
    return name.equals(SPLITTABLE) || name.startsWith(ALGORITHMS);
  }

  static boolean insertInto(String owner, MethodNode method) {
    String signature = method.name + method.desc;
    if (owner.equals(RANDOM)) {
      return switch (signature) {
        case "<init>()V" -> atReturns(method, Opcodes.RETURN, RandomHooks::markSeed);
        case "setSeed(J)V" -> {
          InsnList head = loadSeed();
          head.add(call(DRAWN_SEED, "replace", "(" + SEED + ")V"));
          method.instructions.insert(head);
          yield true;
        }
        default -> false;
      };
    }
    if (owner.equals(SHA1)) {
      return signature.equals("engineNextBytes([B)V") && noteWhereSeederIsAsked(method);
    }
    if (!draws(owner)) {
      return false;
    }
    if (signature.equals("<init>()V")) {
      return atReturns(method, Opcodes.RETURN, RandomHooks::note);
    }
    return method.name.equals("split")
        && (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) == 0
        && atReturns(method, Opcodes.ARETURN, RandomHooks::derive);
  }

  /** Makes the code to be inserted. */
  private interface Code {
    InsnList make();
  }

  private static boolean atReturns(MethodNode method, int opcode, Code code) {
    boolean changed = false;
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == opcode) {
        method.instructions.insertBefore(insn, code.make());
        changed = true;
      }
    }
    method.maxStack = Math.max(method.maxStack, 3);
    return changed;
  }

  private static boolean noteWhereSeederIsAsked(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof FieldInsnNode field
          && field.getOpcode() == Opcodes.GETSTATIC
          && field.name.equals("seeder")) {
        method.instructions.insertBefore(insn, note());
        return true;
      }
    }
    return false;
  }

  private static InsnList markSeed() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(loadSeed());
    code.add(call(DRAWN_SEED, "of", "(" + SEED + ")" + SEED));
    code.add(new FieldInsnNode(Opcodes.PUTFIELD, RANDOM, "seed", SEED));
    return code;
  }

  private static InsnList loadSeed() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(new FieldInsnNode(Opcodes.GETFIELD, RANDOM, "seed", SEED));
    return code;
  }

  private static InsnList note() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(call(DRAWN, "note", "(Ljava/lang/Object;)V"));
    return code;
  }

  private static InsnList derive() {
    InsnList code = new InsnList();
    code.add(new InsnNode(Opcodes.DUP));
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(call(DRAWN, "derive", "(Ljava/lang/Object;Ljava/lang/Object;)V"));
    return code;
  }

  private static MethodInsnNode call(String owner, String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }
}
