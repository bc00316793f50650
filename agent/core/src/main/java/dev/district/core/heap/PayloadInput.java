package dev.district.core.heap;

import dev.district.image.SectionInput;
import dev.district.jdk.NativeBuffers;
import dev.district.jdk.Raw;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link PayloadOutput} wrote, chunk by chunk. */
final class PayloadInput {
  private final SectionInput input;
  private long at;
  private long end;
  private int highest;

  PayloadInput(SectionInput input) {
    this.input = input;
  }

  /**
   * Goes to the next chunk if this one is used up; to be called where the writer asked for room.
   */
  void need() {
    if (at == end && !advance()) {
      throw new IllegalStateException("section ends early");
    }
  }

  boolean atEnd() {
    return at == end && !advance();
  }

  private boolean advance() {
    @Nullable ByteBuffer chunk = input.next();
    if (chunk == null) {
      return false;
    }
    at = NativeBuffers.address(chunk) + chunk.position();
    end = at + chunk.remaining();
    return true;
  }

  void primitives(Object base, long[] moves, byte[] sizes) {
    long p = at;
    for (int i = 0; i < moves.length; i++) {
      long to = moves[i];
      switch (sizes[i]) {
        case 8 -> {
          Raw.putLong(base, to, Raw.getLong(null, p));
          p += 8;
        }
        case 4 -> {
          Raw.putInt(base, to, Raw.getInt(null, p));
          p += 4;
        }
        case 2 -> {
          Raw.putShort(base, to, Raw.getShort(null, p));
          p += 2;
        }
        default -> Raw.putByte(base, to, Raw.getByte(null, p++));
      }
    }
    at = p;
  }

  int reference() {
    int code = varint();
    if (code == 0) {
      return 0;
    }
    if (code == 1) {
      return ++highest;
    }
    int id = code - 1;
    highest = Math.max(highest, id);
    return id;
  }

  int varint() {
    byte b = Raw.getByte(null, at++);
    if (b >= 0) {
      return b;
    }
    int value = b & 0x7f;
    for (int shift = 7; ; shift += 7) {
      b = Raw.getByte(null, at++);
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  int fixedInt() {
    need();
    int value = Raw.getInt(null, at);
    at += Integer.BYTES;
    return value;
  }

  void bytes(@Nullable Object base, long offset, long length) {
    long to = offset;
    long rest = length;
    while (rest > 0) {
      need();
      long part = Math.min(rest, end - at);
      Raw.copyMemory(null, at, base, to, part);
      at += part;
      to += part;
      rest -= part;
    }
  }
}
