package dev.district.core.values;

import dev.district.jdk.Multiplexer;
import dev.district.jdk.SocketObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Which sockets, channels and selectors are copied field by field, to be given a descriptor by
 * {@code core.sockets} afterwards.
 */
public final class Sockets {
  /** Sockets that own no descriptor but have another one that does. */
  private static final Set<String> AROUND =
      Set.of(
          "java.net.SocksSocketImpl",
          "java.net.HttpConnectSocketImpl",
          "java.net.DelegatingSocketImpl",
          "sun.nio.ch.DummySocketImpl");

  /**
   * Descriptors of sockets that the walk has met, open or not: the JDK leaves the number in a
   * descriptor whose socket it has closed, where it may mean a file by now.
   */
  private static final Set<Object> DESCRIPTORS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private Sockets() {}

  /** Whether the object can be copied; if it owns a descriptor, that is no file's. */
  static boolean areRestorable(Object o) {
    Class<?> type = o.getClass();
    if (SocketObject.isOwner(type)) {
      Object descriptor = SocketObject.of(o).descriptor();
      if (descriptor != null) {
        DESCRIPTORS.add(descriptor);
      }
      return true;
    }
    return Multiplexer.isOne(type)
        || type.getClassLoader() == null && AROUND.contains(type.getName());
  }

  /**
   * Whether the descriptor is one that {@code core.sockets} looks after, or refuses when nothing it
   * knows owns it.
   */
  public static boolean areResponsibleFor(Object descriptor, int number) {
    if (DESCRIPTORS.contains(descriptor)) {
      return true;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd", "" + number)).toString();
      return target.startsWith("socket:") || target.startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }
}
