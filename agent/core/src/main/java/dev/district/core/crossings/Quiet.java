package dev.district.core.crossings;

import dev.district.core.wire.Dialling;
import dev.district.core.wire.Refills;
import dev.district.jdk.KernelSocket;

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
  private Refills.Sending sending = () -> 0;

  private Quiet(KernelSocket near, KernelSocket far) {
    this.near = near;
    this.far = far;
  }

  /**
   * @param unread what the program has still to read
   * @param ended whether the end comes behind it
   */
  static Quiet make(int domain, byte[] unread, boolean ended) {
    KernelSocket[] pair = Dialling.anywhere(domain);
    Quiet quiet = new Quiet(pair[0], pair[1]);
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
   * Takes out what the program has not read.
   *
   * @param program the descriptor through which the program would read it
   */
  byte[] take(KernelSocket program) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    byte[] rest = Refills.INSTANCE.take(sending);
    all.writeBytes(program.receive());
    while (far.unsent() > 0) {
      program.acknowledge();
      all.writeBytes(program.receive());
    }
    all.writeBytes(program.receive());
    all.writeBytes(rest);
    return all.toByteArray();
  }

  /** What the program has not read; it stays where it is. */
  byte[] look(KernelSocket program) {
    byte[] all = take(program);
    giveBack(all, false);
    return all;
  }

  /** Puts back what was taken out. */
  void giveBack(byte[] unread, boolean ended) {
    sending = Refills.INSTANCE.send(null, far, unread, ended);
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
