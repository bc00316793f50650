package dev.district.core.sockets;

import dev.district.core.wire.Block;
import dev.district.core.wire.Dialling;
import dev.district.core.wire.Refills;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.io.FileDescriptor;

/**
 * What takes the place of a connection whose other end is not part of the restart: a connection of
 * which the other side has gone, after the bytes that had come in before the checkpoint. A reader
 * sees them and then a reset, or the end if that had come; selectors find it ready.
 */
final class Broken {
  /** In the Unix domain a connection is reset when it is closed with something left to be read. */
  private static final byte[] UNREAD = {0};

  private Broken() {}

  /**
   * Such a connection.
   *
   * @param receiver the descriptor that it will be read through
   */
  static KernelSocket make(SocketMeta meta, FileDescriptor receiver) {
    KernelSocket[] pair = Dialling.anywhere(meta.domain);
    KernelSocket mine = pair[0];
    KernelSocket gone = pair[1];
    mine.options(meta.options);
    if (meta.domain == KernelSocket.UNIX && !meta.ended) {
      mine.send(UNREAD, 0);
    }
    Refills.INSTANCE.sendAndClose(receiver, gone, Block.from(meta.unread), !meta.ended);
    return mine;
  }

  /** A descriptor that gives an end and takes nothing. */
  static KernelSocket dead() {
    KernelSocket[] pair = KernelSocket.pair(KernelSocket.STREAM);
    pair[1].close();
    pair[0].shutdownInput();
    return pair[0];
  }
}
