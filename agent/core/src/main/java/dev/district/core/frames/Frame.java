package dev.district.core.frames;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One frame as it goes into an image: always in terms of the original method, whatever really ran.
 *
 * <p>References are held as objects, primitives as {@link dev.district.jdk.Slot} (sign-extended or
 * raw floating-point bits). A {@code long} or {@code double} stands at the first of its two
 * indices, the second is null. Dead locals and objects under {@code new} whose constructor hasn't
 * begun are null.
 *
 * @param type class that declares the method
 * @param kind one of the constants of this class
 * @param method name of the method
 * @param descriptor descriptor of the method
 * @param bci index of the call in progress
 * @param locals local variables, as many as the method declares
 * @param operands operand stack, bottom first, without the arguments of the call in progress
 * @param monitors objects locked by the frame, outermost first; the lock of a synchronized method
 *     included
 * @param pendingMonitor lock the frame waits for, while somebody else has it; not among {@code
 *     monitors}
 * @param extra what an adapter needs besides
 */
public record Frame(
    Class<?> type,
    String kind,
    String method,
    String descriptor,
    int bci,
    @Nullable Object[] locals,
    @Nullable Object[] operands,
    Object[] monitors,
    @Nullable Object pendingMonitor,
    Object[] extra) {
  /** A method with bytecode: rebuilt by a resume method. */
  public static final String BYTECODE = "BYTECODE";

  /** A reflective call without bytecode of its own: wraps what the target throws. */
  public static final String REFLECTION = "REFLECTION";

  /** Stands between a constructor and code that wants the constructed object as result. */
  public static final String CONSTRUCTION = "CONSTRUCTION";

  /**
   * A native method of the JDK that was about to do its work and initialises a class first; called
   * anew afterwards. Extra: its class, its arguments, the receiver in front.
   */
  public static final String AGAIN = "AGAIN";

  /**
   * The java launcher, which initialises the main class and then calls its main method. Extra: the
   * class, the arguments.
   */
  public static final String LAUNCH = "LAUNCH";

  private static final Object[] NONE = {};

  static Frame adapter(
      Class<?> type, String kind, String method, String descriptor, Object... extra) {
    return new Frame(type, kind, method, descriptor, -1, NONE, NONE, NONE, null, extra);
  }

  /** The launcher, about to call the main method of the class. */
  public static Frame launch(Class<?> main, String[] arguments) {
    return adapter(main, LAUNCH, "main", "", main, arguments);
  }

  /** This frame waiting for the monitor, which no longer counts as locked by it. */
  public Frame withPendingMonitor(Object monitor) {
    Object[] rest = monitors;
    for (int i = monitors.length - 1; i >= 0; i--) {
      if (monitors[i] == monitor) {
        rest = new Object[monitors.length - 1];
        System.arraycopy(monitors, 0, rest, 0, i);
        System.arraycopy(monitors, i + 1, rest, i, rest.length - i);
        break;
      }
    }
    return withMonitors(rest, monitor);
  }

  Frame withOutermostMonitor(Object monitor) {
    Object[] all = new Object[monitors.length + 1];
    all[0] = monitor;
    System.arraycopy(monitors, 0, all, 1, monitors.length);
    return withMonitors(all, pendingMonitor);
  }

  private Frame withMonitors(Object[] held, @Nullable Object pending) {
    return new Frame(type, kind, method, descriptor, bci, locals, operands, held, pending, extra);
  }

  boolean isBytecode() {
    return kind.equals(BYTECODE);
  }

  /** Whether this is a static initialiser (JVMS 2.9.2), which only the VM can call. */
  public boolean isInitializer() {
    return isBytecode() && method.equals("<clinit>");
  }

  @Override
  public String toString() {
    String place = type.getName() + "." + method + descriptor;
    return isBytecode()
        ? place + " at " + bci + (monitors.length == 0 ? "" : " holding " + monitors.length)
        : kind + " " + place + Arrays.toString(extra);
  }
}
