package dev.district.core.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the stack of a thread from its frames. Generated code is kept: equal requests, as in a
 * recursion, get the same resume method.
 */
public final class ResumeChain {
  private static final Map<ResumeRequest, ResumeCode> CODE = new ConcurrentHashMap<>();
  private static final Map<Class<?>, ClassCode> CLASSES = new ConcurrentHashMap<>();

  private final ClassBytes bytes;
  private final ResumeOptions options;

  private ResumeChain(ClassBytes bytes, ResumeOptions options) {
    this.bytes = bytes;
    this.options = options;
  }

  /** {@link #build(List, Link, ClassBytes, ResumeOptions)} with code as it was. */
  public static Link build(List<Frame> innermostFirst, Link terminal, ClassBytes bytes)
      throws Unresumable {
    return build(innermostFirst, terminal, bytes, ResumeOptions.PLAIN);
  }

  /**
   * Generates what is needed and strings the frames together.
   *
   * @param innermostFirst the frames of one thread
   * @param terminal runs in the innermost frame, in place of the call it was stopped in
   * @param bytes the class files the frames' positions refer to
   * @return the stack, to be run once, in the thread that is to have it
   * @throws Unresumable if a frame doesn't fit its class file
   */
  public static Link build(
      List<Frame> innermostFirst, Link terminal, ClassBytes bytes, ResumeOptions options)
      throws Unresumable {
    return new ResumeChain(bytes, options).build(innermostFirst, terminal);
  }

  /**
   * Generates the code for the frames and keeps it, so that {@link #build} needs no more than to
   * string it together. May run in several threads; also a way to find out at a checkpoint whether
   * all frames can be generated.
   */
  public static void prepare(List<Frame> innermostFirst, ClassBytes bytes, ResumeOptions options)
      throws Unresumable {
    ResumeChain chain = new ResumeChain(bytes, options);
    Frame previous = null;
    for (Frame frame : innermostFirst) {
      if (frame.isBytecode()) {
        code(new Plan(chain, frame, previous).request);
      }
      previous = frame;
    }
  }

  /** Lets all generated code go; stacks that run are not affected. */
  public static void forgetCode() {
    CODE.clear();
    CLASSES.clear();
  }

  private Link build(List<Frame> frames, Link terminal) throws Unresumable {
    Link inner = terminal;
    Frame previous = null;
    for (Frame frame : frames) {
      inner =
          switch (frame.kind()) {
            case Frame.BYTECODE -> bytecode(frame, inner, previous);
            case Frame.REFLECTION -> Adapters.reflection(inner);
            case Frame.CONSTRUCTION -> Adapters.construction(inner, frame.extra()[0]);
            case Frame.AGAIN -> Adapters.again(inner, frame);
            case Frame.FORM -> Adapters.form(inner, frame);
            case Frame.LAUNCH -> Adapters.launch(inner, frame);
            default -> throw new Unresumable("unknown kind of frame: " + frame.kind(), frame);
          };
      if (frame.isInitializer()) {
        inner = Adapters.initialisation(inner, frame.type());
      }
      previous = frame;
    }
    return inner;
  }

  private Link bytecode(Frame frame, Link inner, @Nullable Frame previous) throws Unresumable {
    Plan plan = new Plan(this, frame, previous);
    ResumeCode resume = code(plan.request);
    Object lock = plan.lock;
    if (lock != null && plan.lockPending) {
      Link done = Link.terminal(() -> null);
      return Adapters.pendingLock(resume.link(frame, plan.monitors, done), lock, inner);
    }
    Link link = resume.link(frame, plan.monitors, converted(inner, previous, resume));
    return lock == null ? link : Adapters.locked(link, lock);
  }

  /** How one frame is resumed. */
  private static final class Plan {
    final ResumeRequest request;
    final List<Object> monitors;
    final @Nullable Object lock;
    final boolean lockPending;

    Plan(ResumeChain chain, Frame frame, @Nullable Frame previous) throws Unresumable {
      ClassCode type = chain.classCode(frame);
      MethodCode code = type.method(frame.method(), frame.descriptor());
      int at = code.at(frame.bci());
      Object pending = frame.pendingMonitor();
      lock = lock(frame, code);
      lockPending = pending != null && pending == lock;
      monitors = new ArrayList<>(List.of(frame.monitors()));
      if (lock != null && !lockPending && !removeOne(monitors, lock)) {
        throw new Unresumable("a synchronized method doesn't hold its lock", frame);
      }
      if (pending != null && !lockPending) {
        monitors.add(pending);
      }
      request =
          new ResumeRequest(
              frame.type(),
              type,
              frame.method(),
              frame.descriptor(),
              frame.bci(),
              mode(code, at, pending, previous),
              monitorLocals(frame, code, at, monitors),
              chain.options);
    }
  }

  private static ResumeMode mode(
      MethodCode code, int at, @Nullable Object pending, @Nullable Frame previous) {
    if (pending != null) {
      return ResumeMode.REENTER;
    }
    if (previous != null && previous.isInitializer()) {
      return ResumeMode.REEXECUTE;
    }
    return Call.of(code.nodes().get(at)) == null ? ResumeMode.REEXECUTE : ResumeMode.AFTER_CALL;
  }

  /**
   * The lock of a synchronized method, null for other methods. The receiver's local variable may be
   * dead or have another value by now; the lock is the outermost monitor then.
   */
  private static @Nullable Object lock(Frame frame, MethodCode code) throws Unresumable {
    if (!code.isSynchronized()) {
      return null;
    }
    if (code.isStatic()) {
      return frame.type();
    }
    Object receiver = frame.locals()[0];
    Object pending = frame.pendingMonitor();
    if (receiver != null && (receiver == pending || holds(frame, receiver))) {
      return receiver;
    }
    Object lock = frame.monitors().length > 0 ? frame.monitors()[0] : pending;
    if (lock == null) {
      throw new Unresumable("a synchronized method doesn't hold its lock", frame);
    }
    return lock;
  }

  private static boolean holds(Frame frame, Object lock) {
    for (Object monitor : frame.monitors()) {
      if (monitor == lock) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where the result of the inner frame isn't what the call promises, a method handle stood between
   * them.
   */
  private static Link converted(Link inner, @Nullable Frame previous, ResumeCode resume) {
    String wanted = resume.expectedResult();
    if (previous == null || !previous.isBytecode()) {
      boolean form = previous != null && previous.kind().equals(Frame.FORM);
      return form && wanted.length() == 1 && !wanted.equals("V")
          ? Adapters.conversion(inner, wanted.charAt(0))
          : inner;
    }
    String descriptor = previous.descriptor();
    String given = descriptor.substring(descriptor.indexOf(')') + 1);
    return wanted.equals(given) || wanted.length() > 1 || wanted.equals("V")
        ? inner
        : Adapters.conversion(inner, wanted.charAt(0));
  }

  private static List<Integer> monitorLocals(
      Frame frame, MethodCode code, int at, List<Object> monitors) throws Unresumable {
    List<Integer> locals = new ArrayList<>();
    if (monitors.isEmpty()) {
      return locals;
    }
    List<Integer> nesting = MonitorNesting.localsAt(code, at);
    List<Object> rest = new ArrayList<>(monitors);
    List<Object> ordered = new ArrayList<>();
    if (nesting != null && nesting.size() == monitors.size()) {
      for (int local : nesting) {
        Object held = local < 0 ? null : frame.locals()[local];
        if (held == null || !removeOne(rest, held)) {
          break;
        }
        ordered.add(held);
        locals.add(local);
      }
    }
    if (ordered.size() != monitors.size()) {
      locals.clear();
      monitors.forEach(monitor -> locals.add(-1));
      return locals;
    }
    monitors.clear();
    monitors.addAll(ordered);
    return locals;
  }

  private static boolean removeOne(List<Object> objects, Object wanted) {
    for (int i = 0; i < objects.size(); i++) {
      if (objects.get(i) == wanted) {
        objects.remove(i);
        return true;
      }
    }
    return false;
  }

  private static ResumeCode code(ResumeRequest request) throws Unresumable {
    ResumeCode known = CODE.get(request);
    if (known == null) {
      known = ResumeCode.define(ResumeMethod.generate(request));
      ResumeCode other = CODE.putIfAbsent(request, known);
      known = other == null ? known : other;
    }
    return known;
  }

  private ClassCode classCode(Frame frame) throws Unresumable {
    byte[] file = bytes.of(frame.type());
    if (file == null) {
      throw new Unresumable("the class file can't be had", frame);
    }
    ClassCode known = CLASSES.get(frame.type());
    if (known == null || known.bytes() != file) {
      known = new ClassCode(file, frame.type().getClassLoader());
      CLASSES.put(frame.type(), known);
    }
    return known;
  }
}
