package dev.district.image;

import dev.district.image.meta.Bytes;
import dev.district.image.meta.CrossingMeta;
import dev.district.image.meta.SocketMeta;
import dev.district.image.meta.SocketsMeta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
  private SocketSections() {}

  /** Writes both sections. */
  public static void write(ImageWriter writer, SocketsMeta sockets) throws IOException {
    List<Bytes> all = all(sockets);
    sockets.lengths = all.stream().mapToLong(Bytes::length).toArray();
    writer.metadata(Section.SOCKETS, sockets);
    writer.bytes(
        Section.SOCKET_BYTES, () -> all.stream().flatMap(SocketSections::buffers).iterator());
  }

  private static Stream<ByteBuffer> buffers(Bytes bytes) {
    return StreamSupport.stream(bytes.chunks().spliterator(), false);
  }

  /** The bytes are needed no more. */
  public static void close(SocketsMeta sockets) {
    all(sockets).forEach(Bytes::close);
  }

  private static List<Bytes> all(SocketsMeta sockets) {
    List<Bytes> all = new ArrayList<>();
    for (SocketMeta socket : sockets.sockets) {
      all.add(socket.unread);
      all.add(socket.sent);
      for (CrossingMeta crossing : socket.crossing) {
        all.add(crossing.sent);
        all.add(crossing.received);
        all.add(crossing.expected);
      }
    }
    return all;
  }

  /**
   * Reads both.
   *
   * @throws IOException with an {@link ImageException} if they don't fit together
   */
  public static SocketsMeta read(ImageReader reader, Bytes.Maker maker) throws IOException {
    SocketsMeta sockets = reader.metadata(Section.SOCKETS, SocketsMeta.class);
    Filling filling = new Filling(reader, sockets.lengths, maker);
    for (SocketMeta socket : sockets.sockets) {
      socket.unread = filling.next();
      socket.sent = filling.next();
      for (CrossingMeta crossing : socket.crossing) {
        crossing.sent = filling.next();
        crossing.received = filling.next();
        crossing.expected = filling.next();
      }
    }
    filling.end();
    return sockets;
  }

  /** Takes bytes out of the section. */
  private static final class Filling implements Bytes.Source {
    private final SectionInput input;
    private final Bytes.Maker maker;
    private final long[] lengths;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private long left;
    private int next;

    Filling(ImageReader reader, long[] lengths, Bytes.Maker maker) {
      this.input = reader.bytes(Section.SOCKET_BYTES);
      this.maker = maker;
      this.lengths = lengths;
      this.left = input.length();
    }

    Bytes next() throws ImageException {
      long length = next < lengths.length ? lengths[next++] : -1;
      if (length < 0 || length > left) {
        throw damaged();
      }
      left -= length;
      return maker.make(length, this);
    }

    @Override
    public ByteBuffer next(long most) {
      while (!chunk.hasRemaining()) {
        ByteBuffer following = input.next();
        if (following == null) {
          throw new IllegalStateException("a section has as many bytes as its chunks");
        }
        chunk = following;
      }
      ByteBuffer some = chunk.duplicate();
      some.limit(some.position() + (int) Math.min(most, some.remaining()));
      chunk.position(some.limit());
      return some;
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
