package dev.district.jdk;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * File descriptors as the JDK's objects hold them, and {@code open(2)} with any flags, which no
 * public class offers.
 */
public final class RawDescriptors {
  /** Value of a descriptor that is closed. */
  public static final int CLOSED = -1;

  private static final long FD = Raw.offset(Raw.field(FileDescriptor.class, "fd"));
  private static final long CLEANUP = Raw.offset(Raw.field(FileDescriptor.class, "cleanup"));
  private static final Class<?> CLEANABLE = Lookups.bootClass("java.io.FileCleanable");
  private static final long CLEANABLE_FD = Raw.offset(Raw.field(CLEANABLE, "fd"));
  private static final Class<?> UNIX_PATH = Lookups.bootClass("sun.nio.fs.UnixPath");
  private static final MethodHandle OPEN = open();
  private static final MethodHandle READ = read();

  private RawDescriptors() {}

  private static MethodHandle open() {
    Class<?> calls = Lookups.bootClass("sun.nio.fs.UnixNativeDispatcher");
    return Lookups.findStatic(
            calls, "open", MethodType.methodType(int.class, UNIX_PATH, int.class, int.class))
        .asType(MethodType.methodType(int.class, Path.class, int.class, int.class));
  }

  /** On 17 in the dispatcher itself, later in the Unix part of it. */
  private static MethodHandle read() {
    MethodType type =
        MethodType.methodType(int.class, FileDescriptor.class, long.class, int.class, long.class);
    try {
      return Lookups.findStatic(Lookups.bootClass("sun.nio.ch.FileDispatcherImpl"), "pread0", type);
    } catch (IllegalStateException recent) {
      return Lookups.findStatic(
          Lookups.bootClass("sun.nio.ch.UnixFileDispatcherImpl"), "pread0", type);
    }
  }

  /** The number a descriptor object stands for, {@link #CLOSED} for none. */
  public static int number(Object descriptor) {
    return Raw.getInt(descriptor, FD);
  }

  /** Lets a restored descriptor object, and what closes it when it dies, stand for that number. */
  public static void number(FileDescriptor descriptor, int number) {
    Raw.putInt(descriptor, FD, number);
    @Nullable Object cleanup = Raw.getReference(descriptor, CLEANUP);
    if (CLEANABLE.isInstance(cleanup)) {
      Raw.putInt(cleanup, CLEANABLE_FD, number);
    }
  }

  /**
   * Opens a file of the default file system.
   *
   * @param flags of {@code open(2)}
   * @param mode of a file that is created
   */
  public static int open(Path path, int flags, int mode) throws IOException {
    try {
      return (int) OPEN.invokeExact(path, flags, mode);
    } catch (Throwable t) {
      throw new IOException(path + ": " + t.getMessage(), t);
    }
  }

  /** Moves a descriptor to a position, as {@code lseek(2)} does. */
  public static void seek(FileDescriptor descriptor, long position) throws IOException {
    over(descriptor).seek(position);
  }

  /**
   * Reads into memory from a place in the file, as {@code pread(2)} does: the descriptor's position
   * stays, and nothing is opened or closed, which would cost the process its locks on the file
   * ({@code fcntl(2)}).
   *
   * @return whether all was there to be read
   */
  public static boolean read(FileDescriptor descriptor, long address, int length, long position)
      throws IOException {
    int done = 0;
    while (done < length) {
      int count = readOnce(descriptor, address + done, length - done, position + done);
      if (count <= 0) {
        return false;
      }
      done += count;
    }
    return true;
  }

  private static int readOnce(FileDescriptor descriptor, long address, int length, long position)
      throws IOException {
    try {
      return (int) READ.invokeExact(descriptor, address, length, position);
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** A file object over a descriptor that belongs to somebody else; it must not be closed. */
  public static RandomAccessFile over(FileDescriptor descriptor) {
    RandomAccessFile file = (RandomAccessFile) Raw.allocateInstance(RandomAccessFile.class);
    Raw.set(file, RandomAccessFile.class, "fd", descriptor);
    return file;
  }

  /** A descriptor object of the agent's own for an open number. */
  public static FileDescriptor object(int number) {
    FileDescriptor descriptor = new FileDescriptor();
    Raw.putInt(descriptor, FD, number);
    return descriptor;
  }
}
