package dev.district.boot;

import java.io.FileDescriptor;
import java.io.IOException;

/**
 * Descriptors whose bytes the agent follows: connections that lead to another district. The four
 * methods of {@code sun.nio.ch.SocketDispatcher} through which every stream socket of the JDK is
 * read and written ask here for a tap. Any other descriptor costs them one volatile read while
 * there are no taps, and a look-up otherwise.
 */
public final class Taps {
  /** Answer of {@link Tap#beforeWrite}: the call is to be made. */
  public static final long PROCEED = Long.MIN_VALUE;

  /** End of stream, and a descriptor that is not ready ({@code sun.nio.ch.IOStatus}). */
  private static final int END = -1;

  private static final int UNAVAILABLE = -2;

  /** What follows one connection. Called by the program's threads; must not block. */
  public interface Tap {
    /**
     * Before a write.
     *
     * @param address of the bytes, or of structures {@code iovec}
     * @param count of bytes, or of structures
     * @return {@link #PROCEED}, or what the write is to return without being made
     */
    long beforeWrite(long address, int count, boolean vector) throws IOException;

    /** So many bytes have been written from there. */
    void written(long address, boolean vector, long done);

    /** So many bytes have been read to there. */
    void read(long address, boolean vector, long done);

    /** The program ends its output. */
    void ending();

    /**
     * Whether the program is not to see that the connection has ended or failed: it finds it not
     * ready instead.
     *
     * @param failure null for the end of the stream
     * @throws IOException what the program is to see in its place
     */
    boolean hides(IOException failure) throws IOException;
  }

  /** Knows all taps. */
  public interface Finder {
    /** The tap of a descriptor that is in no table yet, or null. */
    Tap find(FileDescriptor descriptor);

    /**
     * Whether a selector of the program's may have found a connection ready only because its other
     * side is away. Takes a moment if so.
     */
    boolean hideEvents();
  }

  /** Taps by descriptor; never changed once it is published. */
  private static final class Table {
    final FileDescriptor[] descriptors;
    final Tap[] taps;
    final Finder finder;
    final boolean complete;

    Table(int size, Finder finder, boolean complete) {
      this.complete = complete;
      this.descriptors = new FileDescriptor[size];
      this.taps = new Tap[size];
      this.finder = finder;
    }

    int place(FileDescriptor descriptor) {
      int last = descriptors.length - 1;
      int place = System.identityHashCode(descriptor) & last;
      while (descriptors[place] != null && descriptors[place] != descriptor) {
        place = place + 1 & last;
      }
      return place;
    }
  }

  private static volatile Table table;

  private Taps() {}

  /**
   * Replaces all taps.
   *
   * @param finder asked for other descriptors, unless the taps are complete
   */
  public static void publish(
      FileDescriptor[] descriptors, Tap[] taps, Finder finder, boolean complete) {
    if (descriptors.length == 0 && complete) {
      table = null;
      return;
    }
    int size = 4;
    while (size < 4 * descriptors.length) {
      size *= 2;
    }
    Table next = new Table(size, finder, complete);
    for (int i = 0; i < descriptors.length; i++) {
      int place = next.place(descriptors[i]);
      next.descriptors[place] = descriptors[i];
      next.taps[place] = taps[i];
    }
    table = next;
  }

  /** The tap of a descriptor, or null. */
  public static Tap of(FileDescriptor descriptor) {
    Table current = table;
    if (current == null) {
      return null;
    }
    Tap tap = current.taps[current.place(descriptor)];
    return tap != null || current.complete ? tap : current.finder.find(descriptor);
  }

  /** Whether a selection is to be made again: see {@link Finder#hideEvents}. */
  static boolean hideEvents() {
    Table current = table;
    return current != null && current.finder.hideEvents();
  }

  /** Head of {@code write} and {@code writev}. */
  public static long beforeWrite(Tap tap, long address, int count, boolean vector)
      throws IOException {
    return tap == null ? PROCEED : tap.beforeWrite(address, count, vector);
  }

  /** End of {@code write}. */
  public static int written(int result, Tap tap, long address) {
    if (tap != null && result > 0) {
      tap.written(address, false, result);
    }
    return result;
  }

  /** End of {@code writev}. */
  public static long written(long result, Tap tap, long address) {
    if (tap != null && result > 0) {
      tap.written(address, true, result);
    }
    return result;
  }

  /** End of {@code read}. */
  public static int read(int result, Tap tap, long address) throws IOException {
    return tap == null ? result : (int) read(result, tap, address, false);
  }

  /** End of {@code readv}. */
  public static long read(long result, Tap tap, long address) throws IOException {
    return tap == null ? result : read(result, tap, address, true);
  }

  private static long read(long result, Tap tap, long address, boolean vector) throws IOException {
    if (result > 0) {
      tap.read(address, vector, result);
    } else if (result == END && tap.hides(null)) {
      return UNAVAILABLE;
    }
    return result;
  }

  /** The native call has failed. */
  public static int failed(IOException failure, Tap tap) throws IOException {
    if (tap != null && tap.hides(failure)) {
      return UNAVAILABLE;
    }
    throw failure;
  }
}
