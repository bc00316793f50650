package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Buffers over memory outside the heap. One that owns its memory has a {@code
 * jdk.internal.ref.Cleaner}, which frees it when the buffer dies; views refer to an owner.
 *
 * <p>A restored buffer owns memory at its old address ({@link PlacedMemory}). One over a file takes
 * the memory of a new one, the donor, with the donor's way of freeing it and its place in the
 * accounts of {@code java.nio.Bits}. The donor's cleaner is taken out of the platform's list first:
 * it would free the memory when the donor dies, which is at once.
 */
public final class DirectMemory {
  private static final Class<?> DIRECT = Lookups.bootClass("sun.nio.ch.DirectBuffer");
  private static final Class<?> BYTES = Lookups.bootClass("java.nio.DirectByteBuffer");
  private static final Class<?> CLEANER = Lookups.bootClass("jdk.internal.ref.Cleaner");
  private static final long CLEANER_OF = Raw.offset(Raw.field(BYTES, "cleaner"));
  private static final long NEXT = Raw.offset(Raw.field(CLEANER, "next"));
  private static final long THUNK = Raw.offset(Raw.field(CLEANER, "thunk"));
  private static final long ADDRESS = Raw.offset(Raw.field(Buffer.class, "address"));
  private static final long SEGMENT = Raw.offset(Raw.field(Buffer.class, "segment"));
  private static final String DEALLOCATOR = "java.nio.DirectByteBuffer$Deallocator";
  private static final String UNMAPPER = "sun.nio.ch.FileChannelImpl$DefaultUnmapper";

  private static final MethodHandle ATTACHMENT =
      Lookups.findVirtual(DIRECT, "attachment", MethodType.methodType(Object.class))
          .asType(MethodType.methodType(Object.class, Object.class));
  private static final MethodHandle REMOVE =
      Lookups.findStatic(CLEANER, "remove", MethodType.methodType(boolean.class, CLEANER))
          .asType(MethodType.methodType(boolean.class, Object.class));
  private static final MethodHandle CREATE =
      Lookups.findStatic(
              CLEANER, "create", MethodType.methodType(CLEANER, Object.class, Runnable.class))
          .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));

  private static final MethodHandle RESERVE = accounts("reserveMemory");
  private static final MethodHandle UNRESERVE = accounts("unreserveMemory");

  private DirectMemory() {}

  /** The accounts behind {@code MaxDirectMemorySize}. */
  private static MethodHandle accounts(String name) {
    return Lookups.findStatic(
        Lookups.bootClass("java.nio.Bits"),
        name,
        MethodType.methodType(void.class, long.class, long.class));
  }

  /** Whether there are buffers with memory of their own. */
  public static boolean isInUse() {
    Object count = Raw.getStatic(Lookups.bootClass("java.nio.Bits"), "COUNT");
    return count instanceof AtomicLong buffers && buffers.get() > 0;
  }

  /** Whether objects of the class may be buffers outside the heap. */
  public static boolean isDirect(Class<?> type) {
    return DIRECT.isAssignableFrom(type) || converted(type) != null;
  }

  /** Whether objects of the class may have memory of their own. */
  public static boolean mayOwn(Class<?> type) {
    return BYTES.isAssignableFrom(type);
  }

  /** The field by which a buffer of another element type and byte order refers to its bytes. */
  private static @Nullable Field converted(Class<?> type) {
    for (@Nullable Class<?> c = type; c != null && c != Buffer.class; c = c.getSuperclass()) {
      if (c.getName().startsWith("java.nio.ByteBufferAs")) {
        Field bytes = Raw.fieldOrNull(c, "bb");
        if (bytes != null) {
          return bytes;
        }
      }
    }
    return null;
  }

  /** Whether the memory of the buffer is outside the heap. */
  public static boolean isOutside(Object buffer) {
    return DIRECT.isInstance(buffer) || DIRECT.isInstance(attachment(buffer));
  }

  /** The object a buffer keeps alive because it looks into its memory; null for none. */
  public static @Nullable Object attachment(Object buffer) {
    Field bytes = DIRECT.isInstance(buffer) ? null : converted(buffer.getClass());
    if (bytes != null) {
      return Raw.getReference(buffer, Raw.offset(bytes));
    }
    try {
      return (Object) ATTACHMENT.invokeExact(buffer);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Whether the buffer has memory of its own that isn't freed yet. */
  public static boolean owns(Object buffer) {
    Object cleaner = cleaner(buffer);
    return cleaner != null && Raw.getReference(cleaner, NEXT) != cleaner;
  }

  /** Whether the buffer had memory of its own and somebody has freed it. */
  public static boolean isFreed(Object buffer) {
    return cleaner(buffer) != null && !owns(buffer);
  }

  /** Whether the memory an owner owns was allocated by {@code ByteBuffer.allocateDirect}. */
  public static boolean isAllocated(Object owner) {
    Object thunk = thunk(owner);
    return thunk instanceof Release || thunk.getClass().getName().equals(DEALLOCATOR);
  }

  /** Whether the memory an owner owns is a file mapped in the ordinary way. */
  public static boolean isMapped(Object owner) {
    return thunk(owner).getClass().getName().equals(UNMAPPER);
  }

  /** Whether the buffer is a view of a memory segment. */
  public static boolean ofSegment(Object buffer) {
    return Raw.getReference(buffer, SEGMENT) != null;
  }

  public static long address(Object buffer) {
    return Raw.getLong(buffer, ADDRESS);
  }

  public static void address(Object buffer, long address) {
    Raw.putLong(buffer, ADDRESS, address);
  }

  private static @Nullable Object cleaner(Object buffer) {
    return BYTES.isInstance(buffer) ? Raw.getReference(buffer, CLEANER_OF) : null;
  }

  private static Object thunk(Object owner) {
    Object cleaner = cleaner(owner);
    Object thunk = cleaner == null ? null : Raw.getReference(cleaner, THUNK);
    if (thunk == null) {
      throw new IllegalArgumentException("the buffer has no memory of its own");
    }
    return thunk;
  }

  /** Lets a buffer have the memory of a new one, which must not be used any more. */
  public static void take(Object buffer, ByteBuffer donor) {
    Object cleaner = cleaner(donor);
    Runnable thunk = (Runnable) thunk(donor);
    try {
      if (!(boolean) REMOVE.invokeExact(cleaner)) {
        throw new IllegalStateException("the memory of the new buffer is freed already");
      }
      Raw.putReference(donor, CLEANER_OF, null);
      Raw.putLong(buffer, ADDRESS, address(donor));
      Object own = (Object) CREATE.invokeExact(buffer, thunk);
      Raw.putReference(buffer, CLEANER_OF, own);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Lets a buffer own the memory that is at its address, which was put there for it. */
  public static void own(Object buffer) {
    long capacity = ((Buffer) buffer).capacity();
    try {
      RESERVE.invokeExact(Math.max(1, capacity), capacity);
      Runnable thunk = new Release(address(buffer), capacity);
      Raw.putReference(buffer, CLEANER_OF, (Object) CREATE.invokeExact(buffer, thunk));
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** What {@code Deallocator} does, for memory that a restart has put where it was. */
  private static final class Release implements Runnable {
    private final long address;
    private final long capacity;
    private boolean done;

    Release(long address, long capacity) {
      this.address = address;
      this.capacity = capacity;
    }

    @Override
    public void run() {
      if (done) {
        return;
      }
      done = true;
      PlacedMemory.release(address);
      try {
        UNRESERVE.invokeExact(Math.max(1, capacity), capacity);
      } catch (Throwable t) {
        throw Sneaky.rethrow(t);
      }
    }
  }
}
