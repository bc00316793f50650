package dev.district.core.frames;

import dev.district.boot.Initialisers;
import dev.district.boot.Resumption;
import dev.district.jdk.MainMethods;
import dev.district.jdk.Raw;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Links that stand in for what has no bytecode to resume: reflective calls, conversions made by
 * method handles, the lock of a synchronized method. Each is a class of its own, so that a later
 * checkpoint recognises its frame.
 */
final class Adapters {
  static final Function<Object, Object> TERMINAL = new Terminal();

  private Adapters() {}

  /** Whether frames of the class belong to the rebuilding of a stack and not to the program. */
  static boolean isMachinery(Class<?> type) {
    return type == Link.class || type == Adapters.class || type.getNestHost() == Adapters.class;
  }

  static Link reflection(Link inner) {
    return link(new Reflection(), inner, null, null);
  }

  static Link construction(Link inner, Object constructed) {
    return link(new Construction(), inner, constructed, null);
  }

  static Link conversion(Link inner, char kind) {
    return link(new Conversion(), inner, kind, null);
  }

  static Link locked(Link inner, Object lock) {
    return link(new Locked(), inner, lock, null);
  }

  /** First the barrier, then the lock, then the frame whose inner link is done. */
  static Link pendingLock(Link frame, Object lock, Link barrier) {
    return link(new PendingLock(), frame, lock, barrier);
  }

  /** The VM runs the frame as the static initialiser of the class. */
  static Link initialisation(Link initialiser, Class<?> type) {
    return link(new Initialisation(), initialiser, type, null);
  }

  /** First the initialiser, then the call. */
  static Link again(Link initialiser, Frame frame) {
    return link(new Again(), initialiser, frame.extra(), NativeCall.of(frame));
  }

  /** First the initialiser, then the main method. */
  static Link launch(Link initialiser, Frame frame) {
    return link(new Launch(), initialiser, frame.extra(), null);
  }

  private static Link link(
      Function<Object, Object> function, Link inner, @Nullable Object a, @Nullable Object b) {
    return new Link(function, new Object[] {inner.function(), inner.state(), a, b});
  }

  @SuppressWarnings("unchecked")
  private static Object inner(Object[] state) {
    Function<Object, Object> function = (Function<Object, Object>) state[0];
    Object argument = state[1];
    state[0] = null;
    state[1] = null;
    return function.apply(argument);
  }

  private static final class Terminal implements Function<Object, Object> {
    @Override
    public @Nullable Object apply(Object state) {
      try {
        return ((Callable<?>) ((Object[]) state)[2]).call();
      } catch (Throwable t) {
        throw Adapters.<RuntimeException>raise(t);
      }
    }
  }

  /** {@code Method.invoke} and {@code Constructor.newInstance} wrap what their target throws. */
  static final class Reflection implements Function<Object, Object> {
    @Override
    public @Nullable Object apply(Object state) {
      try {
        return inner((Object[]) state);
      } catch (Throwable t) {
        throw Adapters.<RuntimeException>raise(new InvocationTargetException(t));
      }
    }
  }

  /** A constructor returns nothing, the code that asked for an object wants it. */
  static final class Construction implements Function<Object, Object> {
    @Override
    public Object apply(Object state) {
      Object[] values = (Object[]) state;
      Object constructed = values[2];
      inner(values);
      return constructed;
    }
  }

  /** {@code MethodHandle.asType} and lambda proxies widen, box and unbox results. */
  static final class Conversion implements Function<Object, Object> {
    @Override
    public @Nullable Object apply(Object state) {
      Object[] values = (Object[]) state;
      return Conversions.to((char) values[2], inner(values));
    }
  }

  /** A synchronized method holds its lock around the frame. */
  static final class Locked implements Function<Object, Object> {
    @Override
    public @Nullable Object apply(Object state) {
      Object[] values = (Object[]) state;
      synchronized (values[2]) {
        return inner(values);
      }
    }
  }

  static final class PendingLock implements Function<Object, Object> {
    @Override
    public @Nullable Object apply(Object state) {
      Object[] values = (Object[]) state;
      try {
        ((Link) values[3]).run();
      } catch (Throwable t) {
        throw Adapters.<RuntimeException>raise(t);
      }
      synchronized (values[2]) {
        return inner(values);
      }
    }
  }

  /** What the initialiser throws arrives here wrapped, as JVMS 5.5 says. */
  static final class Initialisation implements Function<Object, Object> {
    @Override
    public @Nullable Object apply(Object state) {
      Object[] values = (Object[]) state;
      Class<?> type = (Class<?>) values[2];
      Initialisers.put(new Initialiser(values));
      Raw.ensureInitialized(type);
      if (Initialisers.take()) {
        throw new IllegalStateException(type.getName() + " has been initialised already");
      }
      return null;
    }
  }

  private static final class Initialiser implements Resumption.Stack {
    private final Object[] values;

    Initialiser(Object[] values) {
      this.values = values;
    }

    @Override
    public void resume() {
      inner(values);
    }
  }

  static final class Again implements Function<Object, Object> {
    @Override
    public @Nullable Object apply(Object state) {
      Object[] values = (Object[]) state;
      inner(values);
      Object[] extra = (Object[]) values[2];
      try {
        return ((NativeCall) values[3]).call(extra);
      } catch (Throwable t) {
        throw Adapters.<RuntimeException>raise(t);
      }
    }
  }

  static final class Launch implements Function<Object, Object> {
    @Override
    public @Nullable Object apply(Object state) {
      Object[] values = (Object[]) state;
      inner(values);
      Object[] extra = (Object[]) values[2];
      try {
        MainMethods.run((Class<?>) extra[0], (String[]) extra[1]);
        return null;
      } catch (Throwable t) {
        throw Adapters.<RuntimeException>raise(t);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T raise(Throwable t) throws T {
    throw (T) t;
  }
}
