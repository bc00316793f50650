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
  /** {@code findNative(loader, entry)} until 22, {@code (loader, class, entry, javaName)} since. */
  private static final boolean RECENT = Runtime.version().feature() >= 22;

  private static final MethodHandle FIND_NATIVE =
      Lookups.findStatic(
          ClassLoader.class,
          "findNative",
          RECENT
              ? MethodType.methodType(
                  long.class, ClassLoader.class, Class.class, String.class, String.class)
              : MethodType.methodType(long.class, ClassLoader.class, String.class));

  private VmSymbols() {}

  /** Address of the symbol; fails naming it when the VM does not export it. */
  static long address(String symbol) {
    long address;
    try {
      address =
          RECENT
              ? (long)
                  FIND_NATIVE.invokeExact((ClassLoader) null, (Class) Object.class, symbol, symbol)
              : (long) FIND_NATIVE.invokeExact((ClassLoader) null, symbol);
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

  /**
   * Whether the C string at an address is that ASCII text. Looks no further than the first
   * difference: it is asked of thousands of strings at every start, by the interpreter.
   */
  static boolean matches(long address, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Raw.U.getByte(address + i) != text.charAt(i)) {
        return false;
      }
    }
    return Raw.U.getByte(address + text.length()) == 0;
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
