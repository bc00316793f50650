package dev.district.jdk;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's thread class keeps to itself: all live threads, and ways of waking one unnoticed.
 */
public final class PlatformThreads {
  private PlatformThreads() {}

  /** Made at the first checkpoint: a start of the agent needs none of them. */
  private static final class Members {
    static final MethodHandle GET_THREADS =
        Lookups.findStatic(Thread.class, "getThreads", MethodType.methodType(Thread[].class));
    static final MethodHandle INTERRUPT0 =
        Lookups.findVirtual(Thread.class, "interrupt0", MethodType.methodType(void.class));
    static final MethodHandle START = findStart();
    static final long INTERRUPTED = Raw.offset(Raw.field(Thread.class, "interrupted"));
    static final long TID = Raw.offset(Raw.field(Thread.class, "tid"));

    private static MethodHandle findStart() {
      try {
        return Lookups.TRUSTED.findSpecial(
            Thread.class, "start", MethodType.methodType(void.class), Thread.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** All live platform threads that the VM shows to Java. */
  public static List<Thread> all() {
    try {
      return Arrays.asList((Thread[]) Members.GET_THREADS.invokeExact());
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /**
   * Sets the interrupted status and wakes the thread, past {@code Thread.interrupt} and its
   * overriders.
   */
  public static void interruptRaw(Thread thread) {
    if (ThreadState.isVirtual(thread)) {
      thread.interrupt();
      return;
    }
    Raw.U.putBooleanVolatile(thread, Members.INTERRUPTED, true);
    try {
      Members.INTERRUPT0.invokeExact(thread);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Ends a park, past {@code LockSupport.unpark}. */
  public static void unparkRaw(Thread thread) {
    if (ThreadState.isVirtual(thread)) {
      VirtualThreads.unpark(thread);
    } else {
      Raw.U.unpark(thread);
    }
  }

  /** {@code Unsafe.park} as a handle {@code (boolean, long)void}. */
  public static MethodHandle parkHandle() {
    return Lookups.findVirtual(
            jdk.internal.misc.Unsafe.class,
            "park",
            MethodType.methodType(void.class, boolean.class, long.class))
        .bindTo(Raw.U);
  }

  /** The thread's identifier, whatever a subclass answers. */
  public static long id(Thread thread) {
    return Raw.U.getLong(thread, Members.TID);
  }

  /** The counter that new threads get their identifiers from. */
  public static long idCounter() {
    IdCounter counter = IdCounter.find();
    return Raw.U.getLong(counter.base, counter.offset);
  }

  /** Moves that counter on, never back: two live threads of one identifier share monitors on 25. */
  public static void raiseIdCounter(long least) {
    IdCounter counter = IdCounter.find();
    long current = Raw.U.getLong(counter.base, counter.offset);
    while (current < least
        && !Raw.U.compareAndSetLong(counter.base, counter.offset, current, least)) {
      current = Raw.U.getLong(counter.base, counter.offset);
    }
  }

  /** A static field of {@code Thread} on 17, a word of the VM's memory on 25. */
  private record IdCounter(@Nullable Object base, long offset) {
    static IdCounter find() {
      Field own = Raw.fieldOrNull(Thread.class, "threadSeqNumber");
      if (own != null) {
        return new IdCounter(Raw.staticBase(own), Raw.staticOffset(own));
      }
      Class<?> identifiers = Lookups.bootClass("java.lang.Thread$ThreadIdentifiers");
      Raw.ensureInitialized(identifiers);
      Field address = Raw.field(identifiers, "NEXT_TID_OFFSET");
      return new IdCounter(null, Raw.U.getLong(Raw.staticBase(address), Raw.staticOffset(address)));
    }
  }

  /**
   * The size in bytes that the stack of this thread has or is going to have; 0 if the system
   * decides.
   */
  public static long stackSize(Thread thread) {
    long asked = StackSize.of(thread).get();
    return asked > 0 ? asked : StackSize.DEFAULT;
  }

  /**
   * {@code Thread.start()} with more stack, in bytes, than the thread was made for. It is not the
   * thread's to keep: what it asks for, in the next image too, is what the program has asked for.
   */
  public static void start(Thread thread, long extraStack) {
    StackSize size = StackSize.of(thread);
    long asked = size.get();
    long own = stackSize(thread);
    size.set(own > 0 ? own + extraStack : asked);
    try {
      start(thread);
    } finally {
      size.set(asked);
    }
  }

  /** A field of the thread on 17, of its holder on 25; the VM reads it in {@code start0}. */
  private record StackSize(Object owner, long offset) {
    static final long DEFAULT = new VmFlags().getLong("ThreadStackSize") * 1024;

    static StackSize of(Thread thread) {
      Field own = Raw.fieldOrNull(Thread.class, "stackSize");
      Object owner = own != null ? thread : requireNonNull(Raw.get(thread, Thread.class, "holder"));
      Field field = own != null ? own : Raw.field(owner.getClass(), "stackSize");
      return new StackSize(owner, Raw.offset(field));
    }

    long get() {
      return Raw.U.getLong(owner, offset);
    }

    void set(long bytes) {
      Raw.U.putLong(owner, offset, bytes);
    }
  }

  /** The VM's own park, which no weaving touches; returns at once when interrupted. */
  public static void park(long nanos) {
    Raw.U.park(false, nanos);
  }

  /** The VM's own unpark. */
  public static void unpark(Thread thread) {
    Raw.U.unpark(thread);
  }

  /** {@code Thread.start()} itself, whatever a subclass makes of it. */
  public static void start(Thread thread) {
    try {
      Members.START.invokeExact(thread);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** {@code poll(2)} for reading through {@code sun.nio.ch.Net}. */
  public static final class InputPoll {
    private final MethodHandle poll;
    private final short event;

    public InputPoll() {
      Class<?> net = Lookups.bootClass("sun.nio.ch.Net");
      Raw.ensureInitialized(net);
      poll =
          Lookups.findStatic(
              net,
              "poll",
              MethodType.methodType(int.class, FileDescriptor.class, int.class, long.class));
      java.lang.reflect.Field in = Raw.field(net, "POLLIN");
      event = Raw.getShort(Raw.staticBase(in), Raw.staticOffset(in));
    }

    /** Whether a read would not block, waiting so long at most. */
    public boolean readable(FileDescriptor descriptor, int timeoutMillis) throws IOException {
      try {
        return (int) poll.invokeExact(descriptor, (int) event, (long) timeoutMillis) != 0;
      } catch (IOException e) {
        throw e;
      } catch (Throwable t) {
        throw Sneaky.rethrow(t);
      }
    }
  }
}
