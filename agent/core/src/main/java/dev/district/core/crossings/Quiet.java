package dev.district.core.crossings;

import dev.district.core.wire.Dialling;
import dev.district.core.wire.Refills;
import dev.district.jdk.KernelSocket;
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
  private final byte[] unread;
  private Refills.Sending sending = () -> 0;

  private Quiet(KernelSocket near, KernelSocket far, byte[] unread) {
    this.near = near;
    this.far = far;
    this.unread = unread;
  }

  /**
   * @param unread what the program has still to read
   * @param ended whether the end comes behind it
   */
  static Quiet make(int domain, byte[] unread, boolean ended) {
    KernelSocket[] pair = Dialling.anywhere(domain);
    Quiet quiet = new Quiet(pair[0], pair[1], unread);
    quiet.fill();
    quiet.sending = Refills.INSTANCE.send(null, quiet.far, unread, ended);
    return quiet;
  }

  /** The receiving side's buffer, too, has to be full, and stays so: it is never read. */
  private void fill() {
    near.shrink(true);
    far.shrink(false);
    byte[] filling = new byte[CHUNK];
    int full = 0;
    while (full < SURE) {
      full = near.send(filling, 0) == 0 && !near.isWritable() ? full + 1 : 0;
      Thread.onSpinWait();
    }
  }

  /** The program's end; its number changes when it takes a descriptor's place. */
  KernelSocket near() {
    return near;
  }

  /**
   * What the program has still to read.
   *
   * @param read how much it has read since this was made
   */
  byte[] unread(int read) {
    return Arrays.copyOfRange(unread, read, unread.length);
  }

  /** Breaks the connection, as seen by the program once it has read what is there. */
  void reset() {
    byte[] rest = Refills.INSTANCE.take(sending);
    Refills.INSTANCE.sendAndClose(null, far, rest, true);
  }

  /** Not needed any more. */
  void close() {
    byte[] ignored = Refills.INSTANCE.take(sending);
    far.linger(0);
    far.close();
  }
}
