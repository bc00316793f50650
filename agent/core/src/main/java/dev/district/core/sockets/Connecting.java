package dev.district.core.sockets;

import dev.district.core.wire.Dialling;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;

/**
 * Connections that the program has begun to make and the other side has not answered: a restart
 * begins once more, from the same address if that is to be had.
 */
final class Connecting {
  /** SYN_SENT of {@code include/net/tcp_states.h}. */
  private static final int ASKED = 2;

  private Connecting() {}

  /** Where it leads, as {@code sockaddr}; empty if the other side has refused by now. */
  static byte[] aim(Socket socket) {
    String target = Strangers.target(socket.kernel.number());
    return KernelTable.read().stream()
        .filter(line -> line.state() == ASKED && target.equals("socket:[" + line.inode() + "]"))
        .map(line -> line.tuple().remote().in(socket.meta.local))
        .findFirst()
        .orElse(new byte[0]);
  }

  /** The program hears of its outcome as it would have. */
  static KernelSocket begin(SocketMeta meta) {
    KernelSocket socket = KernelSocket.open(meta.domain, meta.type);
    socket.options(meta.options);
    socket.reuseAddress();
    boolean ignored = socket.bind(meta.local);
    socket.nonBlocking(true);
    if (socket.connect(meta.remote) || socket.isConnecting()) {
      return socket;
    }
    socket.close();
    KernelSocket[] refused = Dialling.anywhere(meta.domain);
    refused[1].linger(0);
    refused[1].close();
    return refused[0];
  }
}
