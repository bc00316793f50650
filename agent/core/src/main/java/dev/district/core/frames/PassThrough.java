package dev.district.core.frames;

import dev.district.jdk.LambdaForms;
import dev.district.jdk.LiveFrame;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Frames that add nothing between caller and target but a conversion of the result, and so need not be rebuilt: lambda
 * proxies, and lambda forms that return what the call in progress returns.
 *
 * <p>A lambda form is taken for such only if its code, generated again, says so: combinators that go on after the call
 * (filters, folds, tests, handlers) are not.
 */
final class PassThrough {
  private static final Set<String> INVOKERS =
      Set.of(
          "invokeExact_MT",
          "invoke_MT",
          "exactInvoker",
          "invoker",
          "linkToTargetMethod",
          "linkToCallSite",
          "invokeStatic",
          "invokeStaticInit",
          "invokeVirtual",
          "invokeSpecial",
          "invokeSpecialIFC",
          "invokeInterface",
          "newInvokeSpecial");

  private final Map<String, ClassCode> holders = new HashMap<>();

  /** Whether the class is a lambda proxy made by {@code LambdaMetafactory}. */
  static boolean isLambda(Class<?> type) {
    return type.isHidden() && type.getName().contains("$$Lambda") && type.isSynthetic();
  }

  /** Whether the lambda form returns what the call in progress gives it. */
  boolean returnsResult(LiveFrame frame) throws Unresumable {
    if (INVOKERS.contains(frame.method())) {
      return true;
    }
    MethodHandle handle =
        frame.locals().length > 0 && frame.locals()[0] instanceof MethodHandle first ? first : null;
    ClassCode type = code(frame.declaringClass(), handle);
    return type != null && new Tail(type.method(frame.method(), frame.descriptor()), handle).isPlain(frame.bci());
  }

  private @Nullable ClassCode code(Class<?> type, @Nullable MethodHandle handle) {
    if (type.isHidden()) {
      byte[] bytes = handle == null ? null : LambdaForms.code(handle, type);
      return bytes == null ? null : new ClassCode(bytes, null);
    }
    return holders.computeIfAbsent(type.getName(), PassThrough::read);
  }

  private static @Nullable ClassCode read(String name) {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? null : new ClassCode(in.readAllBytes(), null);
    } catch (IOException e) {
      return null;
    }
  }

  /** What the code does with the result of the call in progress, up to its return. */
  private static final class Tail {
    private final MethodCode code;
    private final @Nullable MethodHandle handle;
    private final Set<Integer> resultLocals = new HashSet<>();
    private boolean resultOnTop;
    private int conversions;

    Tail(MethodCode code, @Nullable MethodHandle handle) {
      this.code = code;
      this.handle = handle;
    }

    boolean isPlain(int bci) throws Unresumable {
      int at = code.at(bci);
      Call call = Call.of(code.nodes().get(at));
      if (call == null) {
        return false;
      }
      for (TryCatchBlockNode block : code.tryBlocks()) {
        if (code.covers(block, at)) {
          return false;
        }
      }
      boolean nothing = call.returnDescriptor().equals("V");
      resultOnTop = !nothing;
      for (int i = at + 1; i < code.nodes().size(); i++) {
        AbstractInsnNode insn = code.nodes().get(i);
        if (MethodCode.isReturn(insn.getOpcode())) {
          return (nothing || resultOnTop || insn.getOpcode() == Opcodes.RETURN)
              && (conversions == 0
                  || (handle != null && LambdaForms.trailingConversions(handle) >= conversions));
        }
        if (insn.getOpcode() >= 0 && !step(insn, nothing)) {
          return false;
        }
      }
      return false;
    }

    private boolean step(AbstractInsnNode insn, boolean nothing) {
      int opcode = insn.getOpcode();
      if (opcode == Opcodes.ACONST_NULL || opcode == Opcodes.ICONST_0) {
        return nothing;
      }
      if (opcode == Opcodes.CHECKCAST || (opcode >= Opcodes.I2L && opcode <= Opcodes.I2S)) {
        return true;
      }
      if (insn instanceof VarInsnNode variable) {
        if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
          if (!resultOnTop) {
            return false;
          }
          resultLocals.add(variable.var);
          resultOnTop = false;
        } else {
          resultOnTop = resultLocals.contains(variable.var);
        }
        return true;
      }
      if (opcode == Opcodes.LDC || opcode == Opcodes.GETSTATIC) {
        return true;
      }
      if (insn instanceof MethodInsnNode call && resultOnTop) {
        return converts(call);
      }
      return opcode == Opcodes.GOTO || opcode == Opcodes.NOP;
    }

    private boolean converts(MethodInsnNode call) {
      if (call.name.equals("valueOf") && call.owner.startsWith("java/lang/")) {
        return true;
      }
      if (call.name.equals("invokeBasic") && call.owner.equals("java/lang/invoke/MethodHandle")) {
        conversions++;
        return true;
      }
      return false;
    }
  }
}
