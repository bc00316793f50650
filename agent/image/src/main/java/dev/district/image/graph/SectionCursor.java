package dev.district.image.graph;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.SectionInput;
import java.nio.ByteBuffer;

/**
 * Reads a section of bytes from its start: fixed ints, varints, references, blocks. Whatever was
 * written in one piece lies within one chunk.
 *
 * <pre>
 *   varint     seven bits a byte, least significant first; the top bit says that more follow;
 *              one to five bytes
 *   reference  varint: 0 is null, 1 the id after the highest one read so far in this section,
 *              anything else the id plus 1
 * </pre>
 */
final class SectionCursor {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MOST_VARINT_BITS = 35;

  private final Section section;
  private final SectionInput input;
  private final int objects;
  private ByteBuffer chunk = NOTHING;
  private int highest;

  /**
   * @param objects number of objects in the image
   */
  SectionCursor(ImageReader reader, Section section, int objects) throws ImageException {
    if (!reader.has(section)) {
      throw Damage.in(section, "the section is missing");
    }
    this.section = section;
    this.input = reader.bytes(section);
    this.objects = objects;
  }

  /** Bytes of the whole section. */
  long length() {
    return input.length();
  }

  boolean atEnd() {
    while (!chunk.hasRemaining()) {
      ByteBuffer next = input.next();
      if (next == null) {
        return true;
      }
      chunk = next;
    }
    return false;
  }

  /** Goes to the next chunk if this one is used up; where the writer asked for room. */
  void begin() throws ImageException {
    if (atEnd()) {
      throw Damage.in(section, "it ends early");
    }
  }

  private void need(int bytes) throws ImageException {
    if (chunk.remaining() < bytes) {
      throw Damage.in(section, "a value reaches beyond its chunk");
    }
  }

  int fixedInt() throws ImageException {
    begin();
    need(Integer.BYTES);
    return chunk.getInt();
  }

  int varint() throws ImageException {
    int value = 0;
    for (int shift = 0; shift < MOST_VARINT_BITS; shift += 7) {
      need(1);
      byte b = chunk.get();
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw Damage.in(section, "a number of more than five bytes");
  }

  /** An object id, 0 for null. */
  int reference() throws ImageException {
    int code = varint();
    if (code == 0) {
      return 0;
    }
    int id = code == 1 ? highest + 1 : code - 1;
    Damage.range(section, "object id", id, 1, objects);
    highest = Math.max(highest, id);
    return id;
  }

  /** That many bytes, which lie within the chunk; valid until the next call. */
  ByteBuffer piece(int bytes) throws ImageException {
    need(bytes);
    ByteBuffer piece = chunk.slice(chunk.position(), bytes).order(chunk.order());
    chunk.position(chunk.position() + bytes);
    return piece;
  }

  /** Passes over that many bytes, which lie within the chunk. */
  void skipPiece(int bytes) throws ImageException {
    need(bytes);
    chunk.position(chunk.position() + bytes);
  }

  /** That many bytes over as many chunks as it takes, each as a view valid for the call only. */
  void block(long bytes, BlockSink sink) throws ImageException {
    long rest = bytes;
    while (rest > 0) {
      begin();
      int part = (int) Math.min(rest, chunk.remaining());
      sink.accept(piece(part));
      rest -= part;
    }
  }

  void skipBlock(long bytes) throws ImageException {
    long rest = bytes;
    while (rest > 0) {
      begin();
      int part = (int) Math.min(rest, chunk.remaining());
      skipPiece(part);
      rest -= part;
    }
  }

  /** Takes a part of a block. */
  @FunctionalInterface
  interface BlockSink {
    void accept(ByteBuffer part);
  }

  void end() throws ImageException {
    if (!atEnd()) {
      throw Damage.in(section, "it goes on after its end");
    }
  }
}
