package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Ends of connections that have been closed while bytes were under way: nobody has them any more,
 * and the kernel of this machine goes on sending. {@code /proc/net/tcp} of proc(5) lists them with
 * inode 0:
 *
 * <pre>
 * number: LOCAL:PORT REMOTE:PORT STATE … inode     addresses as 32-bit words of the machine
 * </pre>
 */
final class Orphans {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int WORD = 8;
  private static final int HEXADECIMAL = 16;

  /** FIN_WAIT1, LAST_ACK, CLOSING of {@code include/net/tcp_states.h}: the end is on its way. */
  private static final Set<String> SENDING = Set.of("04", "09", "0B");

  private final Set<Tuple> tuples = new HashSet<>();

  private Orphans() {}

  /** Those that there are now. */
  static Orphans look() {
    Orphans orphans = new Orphans();
    for (Path table : TABLES) {
      try {
        Files.readAllLines(table).forEach(orphans::add);
      } catch (IOException e) {
        continue;
      }
    }
    return orphans;
  }

  void add(String line) {
    String[] words = line.trim().split(" +");
    if (words.length > INODE && words[INODE].equals("0") && SENDING.contains(words[STATE])) {
      tuples.add(new Tuple(endpoint(words[LOCAL]), endpoint(words[REMOTE])));
    }
  }

  private static Endpoint endpoint(String word) {
    int colon = word.indexOf(':');
    StringBuilder host = new StringBuilder();
    for (int i = 0; i < colon; i += WORD) {
      int part = Integer.parseUnsignedInt(word.substring(i, i + WORD), HEXADECIMAL);
      host.append(HexFormat.of().toHexDigits(Integer.reverseBytes(part)));
    }
    return Endpoint.of(
        host.toString().toLowerCase(Locale.ROOT),
        Integer.parseInt(word.substring(colon + 1), HEXADECIMAL));
  }

  /** Whether the other end of that connection is one. */
  boolean hasOther(Tuple end) {
    return tuples.contains(end.mirrored());
  }
}
