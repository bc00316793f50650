package dev.district.core.values;

import dev.district.jdk.SelectorObject;
import dev.district.jdk.SocketObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Which sockets, channels and selectors are copied field by field, to be given a descriptor by
 * {@code core.sockets} afterwards.
 */
final class Sockets {
  /** Sockets that own no descriptor but have another one that does. */
  private static final Set<String> AROUND =
      Set.of(
          "java.net.SocksSocketImpl",
          "java.net.HttpConnectSocketImpl",
          "java.net.DelegatingSocketImpl");

  private Sockets() {}

  static boolean areRestorable(Class<?> type) {
    return SocketObject.isOwner(type)
        || SelectorObject.isSelector(type)
        || type.getClassLoader() == null && AROUND.contains(type.getName());
  }

  /**
   * Whether the descriptor is one that {@code core.sockets} looks after, or refuses when nothing it
   * knows owns it.
   */
  static boolean isSocketOrPipe(int number) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd", "" + number)).toString();
      return target.startsWith("socket:") || target.startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }
}
