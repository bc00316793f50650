package dev.district.core.sockets;

import dev.district.core.wire.Block;
import dev.district.jdk.KernelSocket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to another member whose bytes are taken out by whoever was to read them, and given
 * back through the same connection to whoever had sent them. What is given back:
 *
 * <pre>
 * magic 8 | length 4 | place 4 | bytes     place among those that waited to be accepted, else 0
 * </pre>
 *
 * The connection is empty when that begins, so these are the first bytes of either direction.
 */
final class Exchange {
  private static final long MAGIC = 0x6469737472626163L;
  private static final int LENGTH = 8;
  private static final int PLACE = 12;
  private static final int HEADER = 16;

  final KernelSocket kernel;

  /** The program's socket; null for one that the program has not accepted yet. */
  final @Nullable Socket socket;

  private final boolean takes;
  private final boolean isGivenBack;
  private final int place;
  private final Block taken = new Block();
  private byte[] header = {};
  private final byte[] headerBack = new byte[HEADER];
  private final Block back = new Block();
  private long backLength;
  private long sent;
  private int come;

  private Exchange(
      KernelSocket kernel, @Nullable Socket socket, boolean takes, boolean isGivenBack, int place) {
    this.kernel = kernel;
    this.socket = socket;
    this.takes = takes;
    this.isGivenBack = isGivenBack;
    this.place = place;
  }

  /** Between two sockets of the programs: both sides do both. */
  static Exchange of(Socket socket) {
    return new Exchange(socket.kernel, socket, true, true, 0);
  }

  /** The client's side of a connection that waits to be accepted. */
  static Exchange waiting(Socket socket) {
    return new Exchange(socket.kernel, socket, false, true, 0);
  }

  /** The side that the program has not accepted yet. */
  static Exchange accepted(KernelSocket kernel, int place) {
    return new Exchange(kernel, null, true, false, place);
  }

  /** Takes out what has come; whether anything had. */
  boolean take() {
    if (!takes) {
      return false;
    }
    kernel.acknowledge();
    return taken.receive(kernel) > 0;
  }

  /** Whether all that was sent through this end has come to the other one. */
  boolean hasArrived() {
    return kernel.unsent() == 0;
  }

  /** Nothing more is to be taken. */
  void turn() {
    if (takes) {
      int length = Math.toIntExact(taken.length());
      header = ByteBuffer.allocate(HEADER).putLong(MAGIC).putInt(length).putInt(place).array();
    }
  }

  /** Gives back, and is given back, what can be at once; whether anything could. */
  boolean giveBack() {
    long before = sent;
    if (sent < header.length) {
      sent += kernel.send(header, (int) sent);
    }
    if (sent >= header.length && sent < all()) {
      sent += taken.send(kernel, sent - header.length);
    }
    return receive() | sent > before;
  }

  private long all() {
    return header.length + taken.length();
  }

  private boolean receive() {
    if (!isGivenBack || missing() == 0) {
      return false;
    }
    if (come == HEADER) {
      return back.receive(kernel, missing()) > 0;
    }
    byte[] more = kernel.receive(HEADER - come);
    System.arraycopy(more, 0, headerBack, come, more.length);
    come += more.length;
    if (come == HEADER) {
      backLength = length();
    }
    return more.length > 0;
  }

  /** Whether both sides have what they had sent. */
  boolean isOver() {
    return sent == all() && (!isGivenBack || missing() == 0);
  }

  /** What is missing of the header, then of what follows. */
  private long missing() {
    return come < HEADER ? HEADER - come : backLength - back.length();
  }

  private int length() {
    ByteBuffer given = ByteBuffer.wrap(headerBack);
    int length = given.getInt(LENGTH);
    if (given.getLong() != MAGIC || length < 0) {
      throw new IllegalStateException("a connection was not empty");
    }
    return length;
  }

  /** What the program had not read. */
  Block taken() {
    return taken;
  }

  /** What the program had sent, and the other side had not read. */
  Block givenBack() {
    return back;
  }

  /** Place among the connections that waited. */
  int place() {
    return ByteBuffer.wrap(headerBack).getInt(PLACE);
  }
}
