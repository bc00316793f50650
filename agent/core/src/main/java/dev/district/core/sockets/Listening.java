package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Sockets that are bound, and listen, where they did. */
final class Listening {
  private Listening() {}

  static KernelSocket open(SocketMeta meta) {
    if (meta.domain == KernelSocket.UNIX) {
      removeStale(meta);
    }
    KernelSocket socket = idle(meta);
    socket.listen(meta.backlog);
    return socket;
  }

  /** Bound if it was, and, for a datagram socket, with the remote address that it had. */
  static KernelSocket idle(SocketMeta meta) {
    KernelSocket socket = KernelSocket.open(meta.domain, meta.type);
    socket.options(meta.options);
    if (meta.type == KernelSocket.STREAM && meta.domain != KernelSocket.UNIX) {
      socket.reuseAddress();
    }
    Endpoint local = Endpoint.of(meta.local);
    boolean bound = meta.domain == KernelSocket.UNIX ? !local.host().isEmpty() : local.port() != 0;
    if (bound && !socket.bind(meta.local)) {
      throw new IllegalStateException("the address " + local + " can't be had; is it in use?");
    }
    socket.options(meta.options);
    if (meta.remote.length > 0 && !socket.connect(meta.remote)) {
      throw new IllegalStateException("no way to " + Endpoint.of(meta.remote));
    }
    return socket;
  }

  /** The path of a socket whose process has gone; one that somebody listens at stays. */
  private static void removeStale(SocketMeta meta) {
    KernelSocket probe = KernelSocket.open(meta.domain, meta.type);
    try {
      if (!probe.connect(meta.local)) {
        String path = new String(meta.local, 2, meta.local.length - 2, StandardCharsets.UTF_8);
        Path file = Path.of(path.replace("\0", ""));
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
            && Files.readAttributes(
                    file,
                    java.nio.file.attribute.BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
          Files.delete(file);
        }
      }
    } catch (java.io.IOException e) {
      throw new IllegalStateException(
          "the socket " + Endpoint.of(meta.local) + " can't be made", e);
    } finally {
      probe.close();
    }
  }
}
