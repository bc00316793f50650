package dev.district.core.crossings;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import dev.district.jdk.KernelSocket;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The descriptors of this process, as {@code proc(5)} shows them. */
final class Descriptors {
  private static final Path ALL = Path.of("/proc/self/fd");
  private static final String SOCKET = "socket:";

  private Descriptors() {}

  /** What a number stands for: the kernel's name of the socket. Empty when it is closed. */
  static String identity(int number) {
    try {
      return Files.readSymbolicLink(ALL.resolve(Integer.toString(number))).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Numbers of all connected TCP sockets. */
  static Map<Tuple, Integer> connections() throws IOException {
    Map<Tuple, Integer> found = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(ALL)) {
      for (Path one : all) {
        int number = Integer.parseInt(one.getFileName().toString());
        if (identity(number).startsWith(SOCKET)) {
          Tuple tuple = connection(new KernelSocket(number));
          if (tuple != null) {
            found.put(tuple, number);
          }
        }
      }
    }
    return found;
  }

  private static @org.jspecify.annotations.Nullable Tuple connection(KernelSocket socket) {
    byte[] remote = socket.peerName();
    if (remote == null || socket.domain() == KernelSocket.UNIX) {
      return null;
    }
    return socket.type() == KernelSocket.STREAM
        ? new Tuple(Endpoint.of(socket.localName()), Endpoint.of(remote))
        : null;
  }
}
