package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of symbols that the VM library exports, found with {@code ClassLoader.findNative}, and
 * plain reads of the memory behind them.
 */
final class VmSymbols {
  private static final MethodHandle FIND_NATIVE = findNative();

  private VmSymbols() {}

  private static MethodHandle findNative() {
    try {
      return Lookups.TRUSTED.findStatic(
          ClassLoader.class,
          "findNative",
          MethodType.methodType(long.class, ClassLoader.class, String.class));
    } catch (ReflectiveOperationException e) {
      MethodHandle four =
          Lookups.findStatic(
              ClassLoader.class,
              "findNative",
              MethodType.methodType(
                  long.class, ClassLoader.class, Class.class, String.class, String.class));
      return java.lang.invoke.MethodHandles.permuteArguments(
          java.lang.invoke.MethodHandles.insertArguments(four, 1, Object.class),
          MethodType.methodType(long.class, ClassLoader.class, String.class),
          0,
          1,
          1);
    }
  }

  /** Address of the symbol; fails naming it when the VM does not export it. */
  static long address(String symbol) {
    long address;
    try {
      address = (long) FIND_NATIVE.invokeExact((ClassLoader) null, symbol);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
    if (address == 0) {
      throw new IllegalStateException("the VM does not export " + symbol);
    }
    return address;
  }

  /** The pointer-sized value stored at the symbol. */
  static long value(String symbol) {
    return Raw.U.getLong(address(symbol));
  }

  /** The C string at an address; null for the null pointer. */
  static @Nullable String string(long address) {
    if (address == 0) {
      return null;
    }
    int length = 0;
    while (Raw.U.getByte(address + length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = Raw.U.getByte(address + i);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
