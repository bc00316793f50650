package dev.district.core.crossings;

import dev.district.jdk.KernelSocket;

/**
 * Compares what the kernel has counted of a connection's present socket with the positions in the
 * stream. Guarded by its crossing.
 */
final class Counting {
  /** Positions at which the socket's counts of received and written bytes were 0. */
  private long received;

  private long written;

  /** The connection is at rest; so many bytes will come in for a second time. */
  void begin(KernelSocket socket, Stream stream, int again, boolean outputEnded) {
    received = -again;
    written = stream.writes() - socket.counts().written() + (outputEnded ? 1 : 0);
  }

  /** Another socket, through which so many bytes are sent again first. */
  void resume(KernelSocket socket, Stream stream, int again) {
    KernelSocket.Counts counts = socket.counts();
    received = stream.reads() - counts.received() + counts.available();
    written = stream.writes() - again - counts.written();
  }

  /** The program has written so many bytes that were not sent; less than 0: they are sent twice. */
  void swallowed(int count) {
    written += count;
  }

  /**
   * By how much they differ, in words; empty if they agree. An end counts as one byte in either
   * direction. The world stands still.
   */
  String difference(KernelSocket socket, Stream stream, boolean outputEnded) {
    KernelSocket.Counts counts = socket.counts();
    long in = received + counts.received() - stream.reads() - counts.available();
    long out = written + counts.written() - stream.writes();
    boolean agree =
        (in == 0 || in == 1 && socket.hasEnded()) && (out == 0 || out == 1 && outputEnded);
    return agree ? "" : in + " received, " + out + " written";
  }
}
