package dev.district.jdk;

import org.jspecify.annotations.Nullable;

/** The bytes in a pipe ({@code pipe(7)}), which has no {@code MSG_PEEK}. */
public final class PipeBytes {
  private static final int AT_ONCE = 1 << 16;
  private static final int NON_BLOCKING = 2;

  private PipeBytes() {}

  /**
   * What has been written to the pipe and not been read, which stays there ({@code tee(2)}); null
   * if that is more than another pipe takes.
   */
  public static byte @Nullable [] peek(KernelSocket source) {
    int length = source.available();
    KernelSocket[] copy = KernelSocket.pipe();
    long memory = Raw.allocateMemory(AT_ONCE);
    try {
      int copied =
          length == 0
              ? 0
              : CLibrary.call("tee", source.number(), copy[1].number(), AT_ONCE, NON_BLOCKING);
      if (copied != length) {
        return null;
      }
      byte[] bytes = new byte[length];
      int read = length == 0 ? 0 : CLibrary.call("read", copy[0].number(), memory, AT_ONCE);
      if (read != length) {
        throw new IllegalStateException("read of " + length + " bytes: " + read);
      }
      Raw.copyMemory(null, memory, bytes, Raw.arrayBase(byte[].class), length);
      return bytes;
    } finally {
      Raw.freeMemory(memory);
      copy[0].close();
      copy[1].close();
    }
  }

  /**
   * Writes to a pipe that is empty, which doesn't block from now on.
   *
   * @throws IllegalStateException if it doesn't take all of it
   */
  public static void put(KernelSocket sink, byte[] bytes) {
    sink.nonBlocking(true);
    long memory = Raw.allocateMemory(Math.max(1, bytes.length));
    try {
      Raw.copyMemory(bytes, Raw.arrayBase(byte[].class), null, memory, bytes.length);
      if (bytes.length > 0
          && CLibrary.call("write", sink.number(), memory, bytes.length) != bytes.length) {
        throw new IllegalStateException("a pipe does not take " + bytes.length + " bytes");
      }
    } finally {
      Raw.freeMemory(memory);
    }
  }
}
