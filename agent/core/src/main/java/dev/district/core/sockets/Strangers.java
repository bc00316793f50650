package dev.district.core.sockets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a descriptor number stands for, as {@code proc(5)} tells. */
final class Strangers {
  /** Kinds of descriptors. */
  enum Kind {
    SOCKET("socket"),
    PIPE("pipe"),
    OTHER("file");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final String SOCKET = "socket:[";

  private Strangers() {}

  static Kind kind(int number) {
    String target = target(number);
    if (target.startsWith("socket:")) {
      return Kind.SOCKET;
    }
    return target.startsWith("pipe:") ? Kind.PIPE : Kind.OTHER;
  }

  /** The inode of a socket, 0 for anything else. */
  static long inode(int number) {
    String target = target(number);
    return target.startsWith(SOCKET)
        ? Long.parseLong(target.substring(SOCKET.length(), target.length() - 1))
        : 0;
  }

  /** For a socket or a pipe it holds the inode, which both ends of a pipe have in common. */
  static String target(int number) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd", "" + number)).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
