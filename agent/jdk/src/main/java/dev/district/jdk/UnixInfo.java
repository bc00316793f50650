package dev.district.jdk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells about a socket of the Unix domain, by inode ({@code sock_diag(7)}):
 *
 * <pre>
 * asked      header 16 | family 1 | protocol 1 | pad 2 | states 4 | inode 4 | show 4 | cookie 8
 * answered   header 16 | family 1 | type 1 | state 1 | pad 1 | inode 4 | cookie 8 | attributes
 * header     length 4 | type 2 | flags 2 | sequence 4 | port 4
 * attribute  length 2 | type 2 | contents, padded to a multiple of 4
 * </pre>
 *
 * @param peer inode of the other end; 0 if it has been closed, or not been accepted yet
 * @param callers inodes of those whose connections wait to be accepted, in that order; 0 for one
 *     that has been closed
 * @param backlog how many connections a listening socket keeps until they are accepted
 * @param file inode of the file that it is bound to, of which the kernel tells the lowest 32 bits;
 *     0 if there is none
 */
public record UnixInfo(long peer, List<Long> callers, int backlog, long file) {
  private static final int NETLINK = 16;
  private static final int RAW = 3;
  private static final int SOCK_DIAG = 4;
  private static final short BY_FAMILY = 20;
  private static final short REQUEST = 1;
  private static final int HEADER = 16;
  private static final int ASKED = HEADER + 24;
  private static final int ANSWERED = HEADER + 16;
  private static final int FILE = 1;
  private static final int PEER = 2;
  private static final int CALLERS = 3;
  private static final int QUEUE = 4;
  private static final int SHOW = 1 << FILE | 1 << PEER | 1 << CALLERS | 1 << QUEUE;

  /**
   * Asks for a socket of this process, or of its network namespace.
   *
   * @return null if the kernel knows none, or doesn't tell
   */
  public static @Nullable UnixInfo of(long inode) {
    int number = CLibrary.call("socket", NETLINK, RAW, SOCK_DIAG);
    if (number < 0) {
      return null;
    }
    KernelSocket kernel = new KernelSocket(number);
    try {
      byte[] question = question((int) inode);
      return kernel.send(question, 0) < question.length ? null : parse(kernel.receive(), inode);
    } finally {
      kernel.close();
    }
  }

  private static byte[] question(int inode) {
    return order(ByteBuffer.allocate(ASKED))
        .putInt(ASKED)
        .putShort(BY_FAMILY)
        .putShort(REQUEST)
        .putLong(0)
        .put((byte) KernelSocket.UNIX)
        .put(new byte[3])
        .putInt(-1)
        .putInt(inode)
        .putInt(SHOW)
        .putLong(-1)
        .array();
  }

  static @Nullable UnixInfo parse(byte[] answer, long inode) {
    ByteBuffer in = order(ByteBuffer.wrap(answer));
    if (answer.length < ANSWERED
        || in.getInt(0) > answer.length
        || in.getShort(4) != BY_FAMILY
        || Integer.toUnsignedLong(in.getInt(HEADER + 4)) != inode) {
      return null;
    }
    UnixInfo info = new UnixInfo(0, List.of(), 0, 0);
    in.position(ANSWERED).limit(in.getInt(0));
    while (in.remaining() >= 4) {
      int length = Short.toUnsignedInt(in.getShort(in.position()));
      if (length < 4 || length > in.remaining()) {
        return null;
      }
      int type = in.getShort(in.position() + 2);
      info = info.with(type, order(in.slice(in.position() + 4, length - 4)));
      in.position(Math.min(in.limit(), in.position() + (length + 3 & -4)));
    }
    return info;
  }

  private UnixInfo with(int attribute, ByteBuffer contents) {
    return switch (attribute) {
      case FILE -> new UnixInfo(peer, callers, backlog, inode(contents));
      case PEER -> new UnixInfo(inode(contents), callers, backlog, file);
      case CALLERS -> new UnixInfo(peer, inodes(contents), backlog, file);
      case QUEUE -> new UnixInfo(peer, callers, contents.getInt(4), file);
      default -> this;
    };
  }

  private static List<Long> inodes(ByteBuffer contents) {
    List<Long> found = new ArrayList<>();
    while (contents.remaining() >= Integer.BYTES) {
      found.add(inode(contents));
    }
    return found;
  }

  private static long inode(ByteBuffer contents) {
    return Integer.toUnsignedLong(contents.getInt());
  }

  private static ByteBuffer order(ByteBuffer buffer) {
    return buffer.order(ByteOrder.nativeOrder());
  }
}
