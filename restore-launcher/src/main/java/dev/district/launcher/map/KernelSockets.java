package dev.district.launcher.map;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The TCP sockets of a process that runs, as the kernel tells them: {@code /proc/PID/fd} has links
 * {@code socket:[INODE]}, {@code /proc/PID/net/tcp} and {@code tcp6} a line for each socket with
 * addresses, state and inode (proc(5)). Nobody is asked and nothing stands still, so that a socket
 * may be missing that comes or goes meanwhile.
 */
final class KernelSockets {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTEN = "0A";

  /** Numbers of the kernel's {@code tcp_states.h}; the rest are on their way out. */
  private static final Map<String, String> STATES =
      Map.of(
          "01",
          SocketEnd.OPEN,
          "02",
          "connecting",
          "03",
          "connecting",
          "04",
          "half-closed",
          "05",
          "half-closed",
          "08",
          "half-closed",
          LISTEN,
          SocketEnd.LISTENING);

  private KernelSockets() {}

  /** Those of a process; none of one that is gone or somebody else's. */
  static List<SocketEnd> of(String district, String member, long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    List<SocketEnd> ends = new ArrayList<>();
    try {
      Set<String> inodes = inodes(process.resolve("fd"));
      for (String table : List.of("tcp", "tcp6")) {
        Path file = process.resolve("net").resolve(table);
        if (Files.exists(file)) {
          parse(Files.readAllLines(file), inodes, district, member, ends);
        }
      }
    } catch (IOException e) {
      return ends;
    }
    return ends;
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        try {
          String target = Files.readSymbolicLink(link).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (IOException e) {
          continue;
        }
      }
    }
    return inodes;
  }

  static void parse(
      List<String> table, Set<String> inodes, String district, String member, List<SocketEnd> ends)
      throws IOException {
    for (String line : table) {
      String[] fields = line.trim().split(" +");
      if (fields.length <= INODE || !inodes.contains(fields[INODE])) {
        continue;
      }
      String state = STATES.get(fields[STATE]);
      if (state != null) {
        String remote = fields[STATE].equals(LISTEN) ? "" : address(fields[REMOTE]);
        ends.add(new SocketEnd(district, member, address(fields[LOCAL]), remote, state));
      }
    }
  }

  /** Words of four bytes in the machine's order, then the port. */
  private static String address(String hex) throws IOException {
    int colon = hex.indexOf(':');
    byte[] words = HexFormat.of().parseHex(hex.substring(0, colon));
    ByteBuffer from = ByteBuffer.wrap(words).order(ByteOrder.nativeOrder());
    ByteBuffer to = ByteBuffer.allocate(words.length);
    while (from.hasRemaining()) {
      to.putInt(from.getInt());
    }
    return text(to.array(), Integer.parseInt(hex.substring(colon + 1), 16));
  }

  /** A mapped address of version 4 is one of version 4: the same connection has both spellings. */
  static String text(byte[] address, int port) throws IOException {
    InetAddress inet = InetAddress.getByAddress(address);
    String host = inet.getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
