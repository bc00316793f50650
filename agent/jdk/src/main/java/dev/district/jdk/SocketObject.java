package dev.district.jdk;

import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of the JDK that owns the descriptor of a socket or pipe: {@code NioSocketImpl} and the
 * channels of {@code sun.nio.ch}. Read and written raw, because their methods take locks that
 * stopped threads hold.
 */
public final class SocketObject {
  private static final String PACKAGE = "sun.nio.ch.";
  private static final Set<String> OWNERS =
      Set.of(
          "NioSocketImpl",
          "SocketChannelImpl",
          "ServerSocketChannelImpl",
          "DatagramChannelImpl",
          "UnixAsynchronousSocketChannelImpl",
          "UnixAsynchronousServerSocketChannelImpl",
          "SourceChannelImpl",
          "SinkChannelImpl");

  /** Where the threads that are inside a system call for the object are noted, to be signalled. */
  private static final List<String> THREADS = List.of("readerThread", "writerThread", "thread");

  private static final long FD = Raw.offset(Raw.field(FileDescriptor.class, "fd"));

  private final Object object;
  private final Class<?> type;

  private SocketObject(Object object) {
    this.object = object;
    this.type = object.getClass();
  }

  /** Whether objects of this class own descriptors in a way known here. */
  public static boolean isOwner(Class<?> type) {
    String name = type.getName();
    return name.startsWith(PACKAGE)
        && type.getClassLoader() == null
        && OWNERS.contains(name.substring(PACKAGE.length()));
  }

  /** Whether the program may have any. */
  public static boolean areInUse() {
    for (String owner :
        List.of("NioSocketImpl", "DatagramChannelImpl", "EPollSelectorImpl", "EPollPort")) {
      if (Raw.isInitialized(Lookups.bootClass(PACKAGE + owner))) {
        return true;
      }
    }
    return false;
  }

  public static SocketObject of(Object owner) {
    return new SocketObject(owner);
  }

  /** The descriptor object; null for a socket that has not been created. */
  public @Nullable FileDescriptor descriptor() {
    return (FileDescriptor) Raw.getReference(object, Raw.offset(find("fd")));
  }

  /** A new descriptor object for a socket. */
  public static FileDescriptor descriptor(KernelSocket socket) {
    FileDescriptor descriptor = new FileDescriptor();
    Raw.putInt(descriptor, FD, socket.number());
    return descriptor;
  }

  /** The number in a descriptor object, negative when it is closed. */
  public static int number(Object descriptor) {
    return Raw.getInt(descriptor, FD);
  }

  /** Gives the object another descriptor. */
  public void number(int number) {
    Object descriptor = descriptor();
    if (descriptor != null) {
      Raw.putInt(descriptor, FD, number);
    }
    Field copy = Raw.fieldOrNull(type, "fdVal");
    if (copy != null) {
      Raw.putInt(object, Raw.offset(copy), number);
    }
  }

  /** Whether the program has shut the input down. */
  public boolean isInputShut() {
    return flag("isInputClosed") || flag("readShutdown");
  }

  public boolean isOutputShut() {
    return flag("isOutputClosed") || flag("writeShutdown");
  }

  private boolean flag(String name) {
    Field field = inherited(name);
    return field != null && Raw.getByte(object, Raw.offset(field)) != 0;
  }

  /** Whether the object has joined multicast groups. */
  public boolean hasMemberships() {
    Field field = Raw.fieldOrNull(type, "registry");
    return field != null && Raw.getReference(object, Raw.offset(field)) != null;
  }

  /** Whether the descriptor has been closed; its number may mean something else by now. */
  public boolean isClosed() {
    return isAsynchronous() ? flag("closed") : state() >= constant("ST_CLOSED");
  }

  /** Whether a close is under way that waits for threads or selectors to let go. */
  public boolean isClosing() {
    return !isAsynchronous() && state() >= constant("ST_CLOSING");
  }

  /** Whether the program has it for connected. */
  public boolean isConnected() {
    return is("ST_CONNECTED");
  }

  /** Whether a connection was begun and the program has not heard of its end. */
  public boolean isConnecting() {
    return is("ST_CONNECTING") || is("ST_CONNECTIONPENDING") || is("ST_PENDING");
  }

  /** A channel of an asynchronous group has no state of closing: its group closes it. */
  private boolean isAsynchronous() {
    return type.getName().startsWith(PACKAGE + "UnixAsynchronous");
  }

  private boolean is(String state) {
    return inherited(state) != null && state() == constant(state);
  }

  private int state() {
    return Raw.getInt(object, Raw.offset(find("state")));
  }

  private int constant(String name) {
    Field field = find(name);
    Raw.ensureInitialized(field.getDeclaringClass());
    return Raw.getInt(Raw.staticBase(field), Raw.staticOffset(field));
  }

  public boolean isPipeSource() {
    return type.getName().equals(PACKAGE + "SourceChannelImpl");
  }

  public boolean isPipeSink() {
    return type.getName().equals(PACKAGE + "SinkChannelImpl");
  }

  /** Lets the object's notes on threads say what the function makes of them. */
  public void renameThreads(java.util.function.LongUnaryOperator names) {
    for (String name : THREADS) {
      Field field = Raw.fieldOrNull(type, name);
      if (field != null) {
        long offset = Raw.offset(field);
        long noted = Raw.getLong(object, offset);
        if (noted != 0) {
          Raw.putLong(object, offset, names.applyAsLong(noted));
        }
      }
    }
  }

  private Field find(String name) {
    Field field = inherited(name);
    if (field == null) {
      throw new IllegalStateException(type.getName() + " has no field " + name);
    }
    return field;
  }

  private @Nullable Field inherited(String name) {
    for (@Nullable Class<?> c = type; c != null; c = c.getSuperclass()) {
      Field field = Raw.fieldOrNull(c, name);
      if (field != null) {
        return field;
      }
    }
    return null;
  }
}
