package dev.district.core.sockets;

import dev.district.image.meta.SocketMeta;
import dev.district.jdk.UnixInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells the others about sockets of the Unix domain that lead out of it, a line for
 * each inode that is its own:
 *
 * <pre>
 * unix INODE           an end of a connection
 * unix INODE waits     the other end of one that waits to be accepted by this member
 * </pre>
 *
 * <p>Connections between members are refused: what is under way in them is seen by one member only,
 * who can't make them again alone.
 */
final class UnixEnds {
  private static final String UNIX = "unix ";
  private static final String WAITS = " waits";

  private UnixEnds() {}

  static boolean isOne(String line) {
    return line.startsWith(UNIX);
  }

  /** To be appended to what is told of other sockets. */
  static String encode(List<Socket> sockets) {
    StringBuilder text = new StringBuilder();
    for (Socket socket : sockets) {
      UnixInfo info = socket.unix;
      if (info == null) {
        continue;
      }
      if (socket.is(SocketMeta.CROSSING)) {
        text.append('\n').append(UNIX).append(socket.inode);
      } else if (socket.is(SocketMeta.LISTENING)) {
        for (long caller : info.callers()) {
          text.append('\n').append(UNIX).append(caller).append(WAITS);
        }
      }
    }
    return text.toString();
  }

  /**
   * Gives a refusal to connections that lead to other members.
   *
   * @param told what each member has told
   */
  static void meet(String me, Map<String, String> told, List<Socket> sockets) {
    Map<String, String> members = new HashMap<>();
    told.forEach(
        (member, text) -> {
          if (!member.equals(me)) {
            text.lines().filter(UnixEnds::isOne).forEach(line -> members.put(line, member));
          }
        });
    for (Socket socket : sockets) {
      UnixInfo info = socket.unix;
      if (info == null || !socket.is(SocketMeta.CROSSING)) {
        continue;
      }
      @Nullable String member = members.get(UNIX + info.peer());
      if (member == null) {
        member = members.get(UNIX + socket.inode + WAITS);
      }
      if (member != null) {
        socket.refusal = "a connection of the Unix domain to member " + member;
      }
    }
  }
}
