package dev.district.core.frames;

import dev.district.jdk.FormNames;
import dev.district.jdk.LiveFrame;
import dev.district.jdk.Slot;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Frames of combined method handles that go on after the call in progress (filters, folds,
 * collectors). The code of such a frame is compiled from a lambda form, one call or field read per
 * name in their order; so its position tells which name is being evaluated, and what remains can be
 * evaluated name by name.
 *
 * <p>Up to the call in progress the code must have exactly this shape: straight, outside of
 * handlers, one step per name. Tests, handlers and loops are compiled otherwise (they are the JDK's
 * <em>intrinsics</em>); what comes after the call may contain them, because there they are
 * functions like any other.
 *
 * <p>Extra of such a frame: the form, the values of the names so far, the name in progress, the
 * result type of the handle as a descriptor character.
 */
final class FormFrames {
  private static final int FORM = 0;
  private static final int VALUES = 1;
  private static final int CURRENT = 2;
  private static final int RESULT = 3;

  private FormFrames() {}

  static Frame capture(LiveFrame frame, MethodCode code) throws Unresumable {
    Object first = frame.locals().length == 0 ? null : frame.locals()[0];
    if (!(first instanceof MethodHandle handle)) {
      throw refusal(frame);
    }
    Object form = FormNames.running(handle, frame.declaringClass(), frame.method());
    if (form == null) {
      throw refusal(frame);
    }
    FormNames names = FormNames.of(form);
    int current = position(frame, code, names);
    Object[] values = values(frame, names, current);
    Class<?> type = handle.type().returnType();
    char result = type.isPrimitive() ? type.descriptorString().charAt(0) : 'L';
    return Frame.adapter(
        frame.declaringClass(),
        Frame.FORM,
        frame.method(),
        frame.descriptor(),
        form,
        values,
        current,
        result);
  }

  private static int position(LiveFrame frame, MethodCode code, FormNames names)
      throws Unresumable {
    int at = code.at(frame.bci());
    for (TryCatchBlockNode block : code.tryBlocks()) {
      if (code.covers(block, at)) {
        throw refusal(frame);
      }
    }
    int name = names.arity();
    for (int i = 0; i <= at; i++) {
      AbstractInsnNode insn = code.nodes().get(i);
      boolean step = Call.of(insn) != null || insn.getOpcode() == Opcodes.GETFIELD;
      if (!MethodCode.targets(insn).isEmpty() || step && !evaluates(insn, names, name)) {
        throw refusal(frame);
      }
      name += step ? 1 : 0;
    }
    return name - 1;
  }

  /** Whether the instruction applies the function: a call, or the read of a bound value. */
  private static boolean evaluates(AbstractInsnNode insn, FormNames names, int name) {
    if (name >= names.count() || names.isIntrinsic(name)) {
      return false;
    }
    String function = names.method(name);
    Call call = Call.of(insn);
    return call == null
        ? ((FieldInsnNode) insn).name.equals(function)
        : call.name().equals("invokeBasic") || call.name().equals(function);
  }

  private static @Nullable Object[] values(LiveFrame frame, FormNames names, int current)
      throws Unresumable {
    BitSet used = names.usedFrom(current + 1);
    Object[] values = new Object[names.count()];
    int local = 0;
    for (int i = 0; i < current; i++) {
      int size = names.slots(i);
      if (used.get(i)) {
        values[i] = value(names.type(i), frame.locals()[local + size - 1], frame);
      }
      local += size;
    }
    return values;
  }

  private static @Nullable Object value(char type, @Nullable Object raw, LiveFrame frame)
      throws Unresumable {
    if (type == 'L') {
      return raw instanceof Slot ? null : ResumedFrames.original(raw);
    }
    if (!(raw instanceof Slot slot)) {
      throw refusal(frame);
    }
    return switch (type) {
      case 'I' -> (int) slot.bits();
      case 'J' -> slot.bits();
      case 'F' -> Float.intBitsToFloat((int) slot.bits());
      case 'D' -> Double.longBitsToDouble(slot.bits());
      default -> throw refusal(frame);
    };
  }

  private static Unresumable refusal(LiveFrame frame) {
    return new Unresumable("a method handle combinator is at work", frame);
  }

  /** Goes on: the name in progress has this result. */
  static @Nullable Object goOn(Object[] extra, @Nullable Object innerResult) throws Throwable {
    FormNames names = FormNames.of(extra[FORM]);
    @Nullable Object[] values = (Object[]) extra[VALUES];
    int current = (Integer) extra[CURRENT];
    values[current] = basic(names.type(current), innerResult);
    for (int i = current + 1; i < names.count(); i++) {
      extra[CURRENT] = i;
      values[i] = names.evaluate(i, values);
    }
    char result = (Character) extra[RESULT];
    Object value = names.result() < 0 ? null : values[names.result()];
    return result == 'L' ? value : Conversions.to(result, value);
  }

  private static @Nullable Object basic(char type, @Nullable Object value) {
    return type == 'L' ? value : Conversions.to(type, value);
  }
}
