package dev.district.image;

import dev.district.image.meta.CrossingMeta;
import dev.district.image.meta.SocketMeta;
import dev.district.image.meta.SocketsMeta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Sockets in an image: what they are as metadata, and the bytes that were under way in a section of
 * their own, since there may be many of them. That section has, for each socket in order:
 *
 * <pre>
 * unread | sent | for a crossing: sent | received | expected
 * </pre>
 *
 * How long each of these is stands in {@link SocketsMeta#lengths}, in the same order.
 */
public final class SocketSections {
  private static final byte[] NONE = {};

  private SocketSections() {}

  /** Writes both sections. */
  public static void write(ImageWriter writer, SocketsMeta sockets) throws IOException {
    List<byte[]> all = new ArrayList<>();
    exchange(sockets, bytes -> add(all, bytes));
    sockets.lengths = all.stream().mapToInt(bytes -> bytes.length).toArray();
    try {
      writer.metadata(Section.SOCKETS, sockets);
    } finally {
      Iterator<byte[]> again = all.iterator();
      exchange(sockets, empty -> again.next());
    }
    writer.bytes(Section.SOCKET_BYTES, () -> all.stream().map(ByteBuffer::wrap).iterator());
  }

  private static byte[] add(List<byte[]> all, byte[] bytes) {
    all.add(bytes);
    return NONE;
  }

  /** What takes the place of an array. */
  private interface Exchange<X extends Exception> {
    byte[] of(byte[] bytes) throws X;
  }

  private static <X extends Exception> void exchange(SocketsMeta sockets, Exchange<X> exchange)
      throws X {
    for (SocketMeta socket : sockets.sockets) {
      socket.unread = exchange.of(socket.unread);
      socket.sent = exchange.of(socket.sent);
      for (CrossingMeta crossing : socket.crossing) {
        crossing.sent = exchange.of(crossing.sent);
        crossing.received = exchange.of(crossing.received);
        crossing.expected = exchange.of(crossing.expected);
      }
    }
  }

  /**
   * Reads both.
   *
   * @throws IOException with an {@link ImageException} if they don't fit together
   */
  public static SocketsMeta read(ImageReader reader) throws IOException {
    SocketsMeta sockets = reader.metadata(Section.SOCKETS, SocketsMeta.class);
    Filling filling = new Filling(reader, sockets.lengths);
    SocketSections.<ImageException>exchange(sockets, empty -> filling.next());
    filling.end();
    return sockets;
  }

  /** Takes arrays out of the section. */
  private static final class Filling {
    private final SectionInput input;
    private final int[] lengths;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private long left;
    private int next;

    Filling(ImageReader reader, int[] lengths) {
      this.input = reader.bytes(Section.SOCKET_BYTES);
      this.lengths = lengths;
      this.left = input.length();
    }

    byte[] next() throws ImageException {
      int length = next < lengths.length ? lengths[next++] : -1;
      if (length < 0 || length > left) {
        throw damaged();
      }
      byte[] bytes = new byte[length];
      left -= length;
      for (int at = 0; at < length; ) {
        if (!chunk.hasRemaining()) {
          ByteBuffer following = input.next();
          if (following == null) {
            throw damaged();
          }
          chunk = following;
        }
        int count = Math.min(length - at, chunk.remaining());
        chunk.get(bytes, at, count);
        at += count;
      }
      return bytes;
    }

    void end() throws ImageException {
      if (left > 0 || next < lengths.length) {
        throw damaged();
      }
    }

    private static ImageException damaged() {
      return Place.file("image")
          .section(Section.SOCKET_BYTES.name(), 0)
          .corrupt("the lengths of the bytes under way are others than the sockets need");
    }
  }
}
