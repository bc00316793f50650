package dev.district.core.crossings;

import dev.district.core.wire.Block;
import dev.district.core.wire.Dialling;
import dev.district.core.wire.Refills;
import dev.district.jdk.KernelSocket;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * What stands in a connection's place while its other end is away: a connection within this process
 * that delivers what had come in, then nothing, and takes nothing. Whoever reads or writes waits,
 * selectors and time-outs included, as with a peer that is slow.
 */
final class Quiet {
  private static final int CHUNK = 1 << 16;
  private static final int SURE = 3;

  private final KernelSocket near;
  private final KernelSocket far;
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private Refills.Sending sending = () -> 0;
  private boolean full;
  private boolean closed;

  private Quiet(KernelSocket near, KernelSocket far, byte[] unread) {
    this.near = near;
    this.far = far;
    this.unread.writeBytes(unread);
  }

  /**
   * @param unread what the program has still to read
   * @param ended whether the end comes behind it
   */
  static Quiet make(int domain, byte[] unread, boolean ended) {
    Quiet quiet = open(domain, unread, ended);
    quiet.fill(quiet.near);
    return quiet;
  }

  /** One that seems to take something, until it is filled. */
  static Quiet open(int domain, byte[] unread, boolean ended) {
    KernelSocket[] pair = Dialling.anywhere(domain);
    Quiet quiet = new Quiet(pair[0], pair[1], unread);
    quiet.near.shrink(true);
    quiet.far.shrink(false);
    quiet.sending = Refills.INSTANCE.send(null, quiet.far, unread, ended);
    return quiet;
  }

  /**
   * It takes nothing any more. The receiving side's buffer, too, has to be full for that.
   *
   * @param near the program's end, wherever it is now
   */
  synchronized void fill(KernelSocket near) {
    if (full || closed) {
      return;
    }
    byte[] filling = new byte[CHUNK];
    int refusals = 0;
    while (refusals < SURE) {
      refusals = near.send(filling, 0) == 0 && !near.isWritable() ? refusals + 1 : 0;
      Thread.onSpinWait();
    }
    full = true;
  }

  /** More comes in. */
  synchronized void feed(byte[] bytes) {
    if (closed) {
      return;
    }
    unread.writeBytes(bytes);
    try (Block all = Refills.INSTANCE.take(sending)) {
      all.append(bytes);
      sending = Refills.INSTANCE.send(null, far, all, false);
    }
  }

  /** The program's end, until it takes a descriptor's place. */
  KernelSocket near() {
    return near;
  }

  /**
   * What the program has still to read.
   *
   * @param read how much it has read since this was made
   */
  synchronized byte[] unread(int read) {
    return Arrays.copyOfRange(unread.toByteArray(), read, unread.size());
  }

  /** Breaks the connection, as seen by the program once it has read what is there. */
  synchronized void reset() {
    closed = true;
    try (Block rest = Refills.INSTANCE.take(sending)) {
      Refills.INSTANCE.sendAndClose(null, far, rest, true);
    }
  }

  /** Not needed any more. */
  synchronized void close() {
    closed = true;
    Refills.INSTANCE.take(sending).close();
    far.linger(0);
    far.close();
  }
}
