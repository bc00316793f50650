package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The ends of TCP connections on this machine, as {@code /proc/net/tcp} of proc(5) lists them:
 *
 * <pre>
 * number: LOCAL:PORT REMOTE:PORT STATE … inode     addresses as 32-bit words of the machine
 * </pre>
 */
final class KernelTable {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int WORD = 8;
  private static final int HEXADECIMAL = 16;

  private KernelTable() {}

  /**
   * A line.
   *
   * @param state one of {@code include/net/tcp_states.h}
   * @param inode 0 if no descriptor stands for it
   */
  record Line(Tuple tuple, int state, long inode) {}

  /** All of them; what can't be read is left out. */
  static List<Line> read() {
    List<Line> lines = new ArrayList<>();
    for (Path table : TABLES) {
      try {
        for (String line : Files.readAllLines(table)) {
          Line parsed = parse(line);
          if (parsed != null) {
            lines.add(parsed);
          }
        }
      } catch (IOException e) {
        continue;
      }
    }
    return lines;
  }

  /** Null for the table's head. */
  static @Nullable Line parse(String line) {
    String[] words = line.trim().split(" +");
    if (words.length <= INODE || words[LOCAL].indexOf(':') < 0) {
      return null;
    }
    return new Line(
        new Tuple(endpoint(words[LOCAL]), endpoint(words[REMOTE])),
        Integer.parseInt(words[STATE], HEXADECIMAL),
        Long.parseLong(words[INODE]));
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
}
