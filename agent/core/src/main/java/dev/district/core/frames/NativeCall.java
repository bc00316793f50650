package dev.district.core.frames;

import dev.district.jdk.DeclaredMethods;
import dev.district.jdk.LiveFrame;
import dev.district.jdk.Lookups;
import dev.district.jdk.Reflected;
import dev.district.jdk.Slot;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * A native method of the JDK that initialises a class before it does anything else. While the
 * initialiser runs, nothing of its own work has happened, so it can be called anew.
 */
final class NativeCall {
  private static final Set<String> INITIALISING =
      Set.of(
          "java.lang.Class.forName0",
          "jdk.internal.misc.Unsafe.ensureClassInitialized0",
          "jdk.internal.misc.Unsafe.allocateInstance");

  private final String name;
  private final String descriptor;
  private final MethodHandle method;

  private NativeCall(String name, String descriptor, MethodHandle method) {
    this.name = name;
    this.descriptor = descriptor;
    this.method = method;
  }

  String name() {
    return name;
  }

  String descriptor() {
    return descriptor;
  }

  /** Whether the frame is one of a native method that may initialise a class first. */
  static boolean mayInitialise(LiveFrame frame) {
    Class<?> type = frame.declaringClass();
    return frame.nativeMethod()
        && type.getClassLoader() == null
        && (ReflectiveFrames.isReflective(frame)
            || INITIALISING.contains(type.getName() + '.' + frame.method()));
  }

  /** The frame as it goes into an image. */
  static Frame capture(LiveFrame frame) throws Unresumable {
    Class<?> type = frame.declaringClass();
    Method method = find(type, frame.method(), frame.descriptor());
    if (method == null) {
      throw new Unresumable("a native method isn't where it is said to be", frame);
    }
    Object[] slots = frame.locals();
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    Type[] arguments = Type.getArgumentTypes(frame.descriptor());
    Object[] extra = new Object[1 + (isStatic ? 0 : 1) + arguments.length];
    extra[0] = type;
    int next = 1;
    int slot = 0;
    if (slots.length < extra.length - 1) {
      throw new Unresumable("the arguments of a native method can't be had", frame);
    }
    if (!isStatic) {
      extra[next++] = slots[slot++];
    }
    for (Type argument : arguments) {
      extra[next++] = value(argument, slots[slot++], frame);
    }
    return Frame.adapter(type, Frame.AGAIN, frame.method(), frame.descriptor(), extra);
  }

  private static @Nullable Object value(Type type, @Nullable Object slot, LiveFrame frame)
      throws Unresumable {
    if (type.getSort() >= Type.ARRAY) {
      return slot instanceof Slot ? null : ResumedFrames.original(slot);
    }
    if (type.getSort() == Type.BOOLEAN && slot instanceof Slot bits) {
      return (bits.bits() & 1) != 0;
    }
    throw new Unresumable("an argument of a native method has an unforeseen type", frame);
  }

  static NativeCall of(Frame frame) {
    Class<?> type = (Class<?>) frame.extra()[0];
    Method method = find(type, frame.method(), frame.descriptor());
    if (method == null) {
      throw new IllegalStateException(frame + " does not exist in this JVM");
    }
    try {
      return new NativeCall(frame.method(), frame.descriptor(), Lookups.TRUSTED.unreflect(method));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(frame.toString(), e);
    }
  }

  /**
   * @param extra as {@link #capture} made it
   */
  @Nullable Object call(Object[] extra) throws Throwable {
    return method.invokeWithArguments(Arrays.asList(extra).subList(1, extra.length));
  }

  private static @Nullable Method find(Class<?> type, String name, String descriptor) {
    for (Method method : DeclaredMethods.of(type)) {
      if (method.getName().equals(name) && Reflected.descriptor(method).equals(descriptor)) {
        return method;
      }
    }
    return null;
  }
}
