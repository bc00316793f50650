package dev.district.jdk;

import java.lang.reflect.Field;

/**
 * {@code sun.nio.ch.NativeSocketAddress}: a {@code sockaddr} outside the heap, freed with the
 * datagram channel that owns it.
 */
public final class SocketAddressObject {
  private static final Class<?> TYPE = Lookups.bootClass("sun.nio.ch.NativeSocketAddress");
  private static final long ADDRESS = Raw.offset(Raw.field(TYPE, "address"));
  private static final long BYTES = Raw.arrayBase(byte[].class);

  private SocketAddressObject() {}

  public static boolean isAddress(Class<?> type) {
    return type.getName().equals("sun.nio.ch.NativeSocketAddress") && type.getClassLoader() == null;
  }

  /** What stands in the memory. */
  public static byte[] contents(Object o) {
    byte[] contents = new byte[size()];
    Raw.copyMemory(null, Raw.getLong(o, ADDRESS), contents, BYTES, contents.length);
    return contents;
  }

  /** Gives the restored object memory with these contents. */
  public static void renew(Object o, byte[] contents) {
    long address = Raw.allocateMemory(Math.max(size(), contents.length));
    Raw.copyMemory(contents, BYTES, null, address, contents.length);
    Raw.putLong(o, ADDRESS, address);
  }

  private static int size() {
    Raw.ensureInitialized(TYPE);
    Field size = Raw.field(TYPE, "SIZEOF_SOCKETADDRESS");
    return Raw.getInt(Raw.staticBase(size), Raw.staticOffset(size));
  }
}
