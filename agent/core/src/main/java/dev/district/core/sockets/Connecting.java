package dev.district.core.sockets;

import dev.district.core.wire.Dialling;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import org.jspecify.annotations.Nullable;

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
    KernelSocket begun = begin(meta, true);
    if (begun == null) {
      begun = begin(meta, false);
    }
    if (begun != null) {
      return begun;
    }
    KernelSocket[] refused = Dialling.anywhere(meta.domain);
    refused[1].linger(0);
    refused[1].close();
    return refused[0];
  }

  /** The kernel may still keep the old address for what it was used for. */
  private static @Nullable KernelSocket begin(SocketMeta meta, boolean fromOld) {
    KernelSocket socket = KernelSocket.open(meta.domain, meta.type);
    socket.options(meta.options);
    if (fromOld) {
      socket.reuseAddress();
    }
    socket.nonBlocking(true);
    boolean asks =
        (!fromOld || socket.bind(meta.local))
            && (socket.connect(meta.remote) || socket.isConnecting() || socket.isConnected());
    if (!asks) {
      socket.close();
      return null;
    }
    return socket;
  }
}
