package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/** The native methods of {@code sun.nio.ch.EPoll}; see {@code epoll_ctl(2)}. */
final class Epoll {
  static final int READABLE = 1;
  static final int WRITABLE = 4;

  /** The registration is quiet once it has been reported, until it is changed. */
  static final int ONCE = 1 << 30;

  private static final int ADD = 1;
  private static final Class<?> TYPE = Lookups.bootClass("sun.nio.ch.EPoll");
  private static final MethodHandle CREATE =
      Lookups.findStatic(TYPE, "create", MethodType.methodType(int.class));
  private static final MethodHandle CONTROL =
      Lookups.findStatic(
          TYPE,
          "ctl",
          MethodType.methodType(int.class, int.class, int.class, int.class, int.class));
  private static final MethodHandle ALLOCATE =
      Lookups.findStatic(TYPE, "allocatePollArray", MethodType.methodType(long.class, int.class));

  private Epoll() {}

  static int create() {
    try {
      return (int) CREATE.invokeExact();
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Registers a descriptor that is not registered yet. */
  static void add(int epfd, int number, int events) {
    int error;
    try {
      error = (int) CONTROL.invokeExact(epfd, ADD, number, events);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
    if (error != 0) {
      throw new IllegalStateException("epoll_ctl of descriptor " + number + ": error " + error);
    }
  }

  /**
   * Memory for as many events as the constant of the class says. Zeroed: descriptor 0 has no key,
   * so events left in a captured frame find nothing.
   */
  static long pollArray(Class<?> owner, String constant) {
    Raw.ensureInitialized(owner);
    Field count = Raw.field(owner, constant);
    Field size = Raw.field(TYPE, "SIZEOF_EPOLLEVENT");
    int events = Raw.getInt(Raw.staticBase(count), Raw.staticOffset(count));
    try {
      long address = (long) ALLOCATE.invokeExact(events);
      long bytes = (long) events * Raw.getInt(Raw.staticBase(size), Raw.staticOffset(size));
      Raw.setMemory(address, bytes, (byte) 0);
      return address;
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
