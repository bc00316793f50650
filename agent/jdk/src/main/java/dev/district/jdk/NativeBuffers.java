package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;

/**
 * Byte buffers over memory from {@link Raw#allocateMemory}. Such memory isn't counted against
 * {@code MaxDirectMemorySize}, which belongs to the application. The buffer doesn't own the memory.
 */
public final class NativeBuffers {
  private static final MethodHandle WRAP = constructor();

  private NativeBuffers() {}

  /** A buffer over {@code [address, address + capacity)}. */
  public static ByteBuffer wrap(long address, int capacity) {
    try {
      return (ByteBuffer) WRAP.invokeExact(address, (long) capacity);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** The address of a direct buffer's first byte. */
  public static long address(ByteBuffer direct) {
    return Raw.U.getLong(direct, ADDRESS);
  }

  private static final long ADDRESS = Raw.offset(Raw.field(java.nio.Buffer.class, "address"));

  /** The constructor that native code calls: (long, int) on 17, (long, long) from 21 on. */
  private static MethodHandle constructor() {
    Class<?> direct = Lookups.bootClass("java.nio.DirectByteBuffer");
    MethodHandle found;
    try {
      found =
          Lookups.TRUSTED.findConstructor(
              direct, MethodType.methodType(void.class, long.class, long.class));
    } catch (ReflectiveOperationException notThere) {
      try {
        found =
            Lookups.TRUSTED.findConstructor(
                direct, MethodType.methodType(void.class, long.class, int.class));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("java.nio.DirectByteBuffer(long, int)", e);
      }
    }
    return MethodHandles.explicitCastArguments(
        found, MethodType.methodType(ByteBuffer.class, long.class, long.class));
  }
}
