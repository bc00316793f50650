package dev.district.core.frames;

import dev.district.core.frames.ResumedFrames.Original;
import dev.district.jdk.LambdaForms;
import dev.district.jdk.LiveFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the live frames of a thread into canonical ones, or says which frame can't be rebuilt.
 *
 * <p>Each frame is checked against its class file: the instruction at its position must be the call
 * of the frame inside it, and operand stack and locals must have the shape the verifier gives them
 * there. Class files that don't belong to the running code wouldn't fail at restart; they would
 * compute garbage. May be used by several threads at once; what is learnt about a class is kept as
 * long as its bytes are the same.
 */
public final class FrameMapper {
  private final ClassBytes bytes;
  private final Map<Class<?>, ClassCode> classes = Collections.synchronizedMap(new WeakHashMap<>());
  private final PassThrough passThrough = new PassThrough();

  public FrameMapper(ClassBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Maps a whole stack.
   *
   * @param live innermost first, without the agent frames above the poll; what lies below the entry
   *     of an earlier restart is left out
   * @throws Unresumable if a frame can't be rebuilt as it is now
   */
  public List<Frame> map(List<LiveFrame> live) throws Unresumable {
    List<Frame> result = new ArrayList<>(live.size());
    LiveFrame inner = null;
    for (int i = 0; i < live.size(); i++) {
      LiveFrame frame = live.get(i);
      if (Resumability.isResumption(frame)) {
        break;
      }
      i = MachinerySpans.end(live, i);
      if (frame != live.get(i)) {
        inner = live.get(i);
        machinery(inner, result);
        continue;
      }
      try {
        add(frame, inner, result);
      } catch (IllegalArgumentException
          | IllegalStateException
          | IndexOutOfBoundsException
          | ClassCastException e) {
        throw new Unresumable("the frame can't be analysed (" + e + ")", frame);
      }
      inner = frame;
    }
    return result;
  }

  /** Reads the methods of that name ahead of {@link #map}; what is wrong with them comes then. */
  public void learn(Class<?> type, byte[] file, String method) {
    try {
      classCode(type, file).learn(method);
    } catch (Unresumable | RuntimeException e) {
      return;
    }
  }

  private void add(LiveFrame frame, @Nullable LiveFrame inner, List<Frame> result)
      throws Unresumable {
    Resumability.check(frame);
    Class<?> type = frame.declaringClass();
    boolean initialises = endsInInitializer(result);
    if (Adapters.isMachinery(type)) {
      machinery(frame, result);
    } else if (ResumedFrames.isResumeClass(type)) {
      resumed(frame, initialises, result);
    } else if (NativeCall.mayInitialise(frame)) {
      nativeCall(frame, initialises, result);
    } else if (LambdaForms.isForm(type)) {
      form(frame, inner, result);
    } else if (PassThrough.isLambda(type)) {
      construction(frame, result);
    } else if (ReflectiveFrames.isReflective(frame)) {
      reflection(frame, result);
    } else if (type.isHidden()) {
      throw new Unresumable("a hidden class has no class file", frame);
    } else if (initialises) {
      trigger(frame, type, frame.method(), frame.descriptor(), frame.bci(), result);
    } else {
      checkCall(frame, inner);
      result.add(bytecode(frame, type, frame.method(), frame.descriptor(), frame.bci()));
    }
  }

  /** Adapters of an earlier restart. */
  private static void machinery(LiveFrame frame, List<Frame> result) throws Unresumable {
    Class<?> type = frame.declaringClass();
    if (type == Adapters.Reflection.class && frame.method().equals("apply")) {
      result.add(Frame.adapter(type, Frame.REFLECTION, "apply", frame.descriptor()));
    } else if (type == Adapters.Construction.class && frame.method().equals("apply")) {
      construction(frame, result);
    } else if (type == Adapters.Again.class || type == Adapters.Launch.class) {
      if (endsInInitializer(result)) {
        result.add(AdapterFrames.again(frame));
      }
    } else if (type == Adapters.Form.class && frame.method().equals("apply")) {
      result.add(AdapterFrames.form(frame));
    } else if (type == Adapters.Locked.class || type == Adapters.PendingLock.class) {
      int last = result.size() - 1;
      for (Object lock : frame.monitors()) {
        result.set(last, result.get(last).withOutermostMonitor(lock));
      }
    }
  }

  private static boolean endsInInitializer(List<Frame> result) {
    return !result.isEmpty() && result.get(result.size() - 1).isInitializer();
  }

  private static void nativeCall(LiveFrame frame, boolean initialises, List<Frame> result)
      throws Unresumable {
    if (initialises) {
      result.add(NativeCall.capture(frame));
    } else if (ReflectiveFrames.isReflective(frame)) {
      reflection(frame, result);
    } else {
      throw new Unresumable("a native method is running", frame);
    }
  }

  /** Passes on what the inner frame returns; so there has to be one. */
  private static void reflection(LiveFrame frame, List<Frame> result) throws Unresumable {
    if (result.isEmpty()) {
      throw new Unresumable("a reflective call is just beginning or ending", frame);
    }
    construction(frame, result);
    result.add(
        Frame.adapter(
            frame.declaringClass(), Frame.REFLECTION, frame.method(), frame.descriptor()));
  }

  /** A frame whose instruction in progress has made the VM run the initialiser before it. */
  private void trigger(
      LiveFrame frame, Class<?> type, String method, String descriptor, int bci, List<Frame> result)
      throws Unresumable {
    MethodCode code = classCode(type, frame).method(method, descriptor);
    int at = code.at(bci);
    if (type == frame.declaringClass() && !Trigger.is(code.nodes().get(at))) {
      throw new Unresumable("the frame initialises a class in an unforeseen way", frame);
    }
    int goOn = code.bci(Trigger.goOnAt(code, at, frame));
    result.add(bytecode(frame, type, method, descriptor, goOn));
  }

  private void resumed(LiveFrame frame, boolean initialises, List<Frame> result)
      throws Unresumable {
    if (!frame.method().equals(Emit.APPLY)) {
      return;
    }
    Original original = ResumedFrames.original(frame.declaringClass(), frame.bci());
    if (original == null) {
      throw new Unresumable("the frame is just being rebuilt", frame);
    }
    if (initialises) {
      trigger(
          frame, original.type(), original.method(), original.descriptor(), original.bci(), result);
      return;
    }
    result.add(
        bytecode(frame, original.type(), original.method(), original.descriptor(), original.bci()));
  }

  /** Forms inside the innermost frame belong to the poll itself. */
  private void form(LiveFrame frame, @Nullable LiveFrame inner, List<Frame> result)
      throws Unresumable {
    if (result.isEmpty()) {
      return;
    }
    if (endsInInitializer(result) || ensuresInitialisation(inner)) {
      throw new Unresumable("a method handle initialises a class", frame);
    }
    if (!passThrough.returnsResult(frame)) {
      MethodCode code = passThrough.method(frame);
      if (code == null) {
        throw new Unresumable("a method handle combinator is at work", frame);
      }
      construction(frame, result);
      result.add(FormFrames.capture(frame, code));
      return;
    }
    if (frame.method().startsWith("newInvokeSpecial")) {
      construction(frame, result);
    }
  }

  /** Forms of direct method handles ask for it before they call their target. */
  private static boolean ensuresInitialisation(@Nullable LiveFrame inner) {
    return inner != null
        && inner.declaringClass().getName().equals("java.lang.invoke.DirectMethodHandle");
  }

  /** If the inner frame is a constructor, its object is what the caller is to get. */
  private static void construction(LiveFrame frame, List<Frame> result) throws Unresumable {
    Frame inner = result.isEmpty() ? null : result.get(result.size() - 1);
    if (inner == null || !inner.isBytecode() || !inner.method().equals("<init>")) {
      return;
    }
    Object constructed = inner.locals()[0];
    if (constructed == null) {
      throw new Unresumable("a constructor has lost its object", frame);
    }
    result.add(
        Frame.adapter(
            frame.declaringClass(),
            Frame.CONSTRUCTION,
            frame.method(),
            frame.descriptor(),
            constructed));
  }

  private void checkCall(LiveFrame frame, @Nullable LiveFrame inner) throws Unresumable {
    MethodCode code =
        classCode(frame.declaringClass(), frame).method(frame.method(), frame.descriptor());
    Call call = Call.of(code.nodes().get(code.at(frame.bci())));
    if (call == null) {
      throw new Unresumable("the frame isn't at a call", frame);
    }
    if (inner == null) {
      return;
    }
    boolean matches =
        call.isThroughHandle()
            ? LambdaForms.isForm(inner.declaringClass())
            : call.name().equals(inner.method()) && call.descriptor().equals(inner.descriptor());
    if (!matches && !isMachinery(inner)) {
      throw new Unresumable("the frame isn't at the call of " + inner, frame);
    }
  }

  private static boolean isMachinery(LiveFrame frame) {
    return ResumedFrames.isResumeClass(frame.declaringClass())
        || Adapters.isMachinery(frame.declaringClass());
  }

  private Frame bytecode(LiveFrame live, Class<?> type, String method, String descriptor, int bci)
      throws Unresumable {
    MethodCode code = classCode(type, live).method(method, descriptor);
    if (code.linksUnseen()) {
      throw new Unresumable("the method has a call site that would be linked twice", live);
    }
    TypeState types = code.stateAt(code.at(bci));
    boolean own = type == live.declaringClass();
    if (own ? live.locals().length != code.maxLocals() : live.locals().length < code.maxLocals()) {
      throw new Unresumable("the frame has other locals than its class file says", live);
    }
    Slots slots = new Slots(live);
    return new Frame(
        type,
        Frame.BYTECODE,
        method,
        descriptor,
        bci,
        slots.canonical(live.locals(), types.kinds(types.locals), code.maxLocals()),
        operands(live, types, slots),
        live.monitors(),
        null,
        new Object[0]);
  }

  private static @Nullable Object[] operands(LiveFrame live, TypeState types, Slots slots)
      throws Unresumable {
    String kinds = types.kinds(types.below);
    if (live.operands().length != kinds.length()) {
      throw new Unresumable("the frame has another operand stack than its class file says", live);
    }
    return slots.canonical(live.operands(), kinds, kinds.length());
  }

  private ClassCode classCode(Class<?> type, LiveFrame frame) throws Unresumable {
    byte[] file = bytes.of(type);
    if (file == null) {
      throw new Unresumable("the class file can't be had", frame);
    }
    return classCode(type, file);
  }

  private ClassCode classCode(Class<?> type, byte[] file) {
    ClassCode known = classes.get(type);
    if (known == null || known.bytes() != file) {
      known = new ClassCode(file, type.getClassLoader());
      classes.put(type, known);
    }
    return known;
  }
}
