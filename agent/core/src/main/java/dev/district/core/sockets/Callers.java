package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait to be accepted and whose other end isn't the program's. They wait on at a
 * checkpoint. After a restart they are gone, and who has made them sees them broken, as by any
 * server that dies before it accepts.
 *
 * <p>That may be said only of ends that are open and somebody else's. One that is closed may have
 * been the program's own, which then expects that what it has sent will be read.
 */
final class Callers {
  private static final int ESTABLISHED = 1;
  private static final int CLOSE_WAIT = 8;

  private final List<KernelTable.Line> lines = KernelTable.read();
  private final @Nullable Set<Long> own = own();

  /**
   * Whether all that wait at an address, and are nobody's yet, come from outside. False if not all
   * of them are seen.
   *
   * @param waiting how many they are, at least
   */
  boolean areAllOutside(Endpoint server, int waiting) {
    int seen = 0;
    for (KernelTable.Line line : lines) {
      if (waitsAt(line, server)) {
        seen++;
        if (!isOutside(line)) {
          return false;
        }
      }
    }
    return seen >= waiting;
  }

  private static boolean waitsAt(KernelTable.Line line, Endpoint server) {
    Endpoint local = line.tuple().local();
    return line.inode() == 0
        && (line.state() == ESTABLISHED || line.state() == CLOSE_WAIT)
        && local.port() == server.port()
        && (server.isAny() || local.host().equals(server.host()));
  }

  private boolean isOutside(KernelTable.Line waiting) {
    Tuple client = waiting.tuple().mirrored();
    for (KernelTable.Line line : lines) {
      if (line.tuple().equals(client)) {
        return line.inode() != 0 && own != null && !own.contains(line.inode());
      }
    }
    return waiting.state() == ESTABLISHED;
  }

  /** The sockets of this process, by inode; null if they can't be known. */
  static @Nullable Set<Long> own() {
    Set<Long> inodes = new HashSet<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : open) {
        long inode = Strangers.inode(Integer.parseInt(descriptor.getFileName().toString()));
        if (inode != 0) {
          inodes.add(inode);
        }
      }
    } catch (IOException e) {
      return null;
    }
    return inodes;
  }
}
