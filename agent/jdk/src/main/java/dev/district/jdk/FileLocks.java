package dev.district.jdk;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.channels.Channel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table in which a file channel keeps the locks it holds ({@code sun.nio.ch.FileLockTable}),
 * and the table of all locks of the JVM behind it.
 */
public final class FileLocks {
  private static final Class<?> TABLE = Lookups.bootClass("sun.nio.ch.FileLockTable");
  private static final Class<?> CHANNEL = Lookups.bootClass("sun.nio.ch.FileChannelImpl");
  private static final Class<?> ASYNCHRONOUS =
      Lookups.bootClass("sun.nio.ch.AsynchronousFileChannelImpl");
  private static final Class<?> KEY = Lookups.bootClass("sun.nio.ch.FileKey");
  private static final MethodHandle KEY_OF =
      Lookups.findByName(KEY, "create", FileDescriptor.class)
          .asType(MethodType.methodType(Object.class, FileDescriptor.class));
  private static final MethodHandle ADD =
      Lookups.findByName(TABLE, "add", FileLock.class)
          .asType(MethodType.methodType(void.class, Object.class, FileLock.class));
  private static final MethodHandle LOCK = lock();

  private FileLocks() {}

  private static MethodHandle lock() {
    Class<?>[] parameters = {
      FileDescriptor.class, boolean.class, long.class, long.class, boolean.class
    };
    Class<?> calls = Lookups.bootClass("sun.nio.ch.FileDispatcherImpl");
    try {
      return Lookups.findStatic(calls, "lock0", MethodType.methodType(int.class, parameters));
    } catch (IllegalStateException recent) {
      Class<?> unix = Lookups.bootClass("sun.nio.ch.UnixFileDispatcherImpl");
      return Lookups.findStatic(unix, "lock0", MethodType.methodType(int.class, parameters));
    }
  }

  /** Whether objects of the class are such tables. */
  public static boolean isTable(Class<?> type) {
    return type == TABLE;
  }

  /** Whether the channel of the table holds a lock. */
  public static boolean anyHeld(Object table) {
    return !locks(table).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static Set<FileLock> locks(Object table) {
    Set<FileLock> locks = (Set<FileLock>) Raw.get(table, TABLE, "locks");
    return locks == null ? Set.of() : locks;
  }

  private static FileDescriptor descriptor(@Nullable Channel channel) throws IOException {
    Object descriptor = null;
    if (CHANNEL.isInstance(channel)) {
      descriptor = Raw.get(channel, CHANNEL, "fd");
    } else if (ASYNCHRONOUS.isInstance(channel)) {
      descriptor = Raw.get(channel, ASYNCHRONOUS, "fdObj");
    }
    if (descriptor == null) {
      throw new IOException("a lock table without a file channel");
    }
    return (FileDescriptor) descriptor;
  }

  /**
   * Acquires the locks of a restored table again, on the file its channel has open now.
   *
   * @throws IOException if another process holds one
   */
  public static void acquire(Object table) throws IOException {
    Channel channel = (Channel) Raw.get(table, TABLE, "channel");
    FileDescriptor descriptor = descriptor(channel);
    Set<FileLock> locks = locks(table);
    List<FileLock> held = new ArrayList<>(locks);
    locks.clear();
    try {
      Raw.set(table, TABLE, "fileKey", KEY_OF.invokeExact(descriptor));
      for (FileLock lock : held) {
        int refused =
            (int)
                LOCK.invokeExact(descriptor, false, lock.position(), lock.size(), lock.isShared());
        if (refused != 0) {
          Path file = Path.of("/proc/self/fd", "" + RawDescriptors.number(descriptor));
          throw new IOException(
              "the lock on " + Files.readSymbolicLink(file) + " is held by another process");
        }
        ADD.invokeExact(table, lock);
      }
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
