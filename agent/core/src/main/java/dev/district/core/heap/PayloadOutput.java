package dev.district.core.heap;

import dev.district.jdk.NativeBuffers;
import dev.district.jdk.Raw;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes gathered outside the heap, in chunks that become the chunks of an image section. Scalars
 * and whatever is announced with {@link #need} lie within one chunk; arrays may be split.
 *
 * <p>References are written as varints relative to the walk: 0 is null, 1 the id after the highest
 * one written so far (in breadth-first order most references are that), anything else the id plus
 * 1.
 */
final class PayloadOutput {
  static final int CHUNK_BYTES = 1 << 20;

  private final List<long[]> full = new ArrayList<>();
  private long start;
  private long at;
  private long end;
  private int highest;
  private long total;

  /** Makes room for that many bytes in one piece, at most {@link #CHUNK_BYTES}. */
  void need(int bytes) {
    if (end - at < bytes) {
      next();
    }
  }

  private void next() {
    close();
    start = Raw.allocateMemory(CHUNK_BYTES);
    at = start;
    end = start + CHUNK_BYTES;
  }

  private void close() {
    if (at > start) {
      full.add(new long[] {start, at - start});
      total += at - start;
    } else if (start != 0) {
      Raw.freeMemory(start);
    }
    start = 0;
    at = 0;
    end = 0;
  }

  /** Copies primitives as a plan says; the caller has made room. */
  void primitives(Object base, long[] moves, byte[] sizes) {
    long p = at;
    for (int i = 0; i < moves.length; i++) {
      long from = moves[i];
      switch (sizes[i]) {
        case 8 -> {
          Raw.putLong(null, p, Raw.getLong(base, from));
          p += 8;
        }
        case 4 -> {
          Raw.putInt(null, p, Raw.getInt(base, from));
          p += 4;
        }
        case 2 -> {
          Raw.putShort(null, p, Raw.getShort(base, from));
          p += 2;
        }
        default -> Raw.putByte(null, p++, Raw.getByte(base, from));
      }
    }
    at = p;
  }

  /** Writes a reference; the caller has made room for 5 bytes. */
  void reference(int id) {
    if (id == 0) {
      Raw.putByte(null, at++, (byte) 0);
    } else if (id == highest + 1) {
      highest = id;
      Raw.putByte(null, at++, (byte) 1);
    } else {
      highest = Math.max(highest, id);
      varint(id + 1);
    }
  }

  /** Writes an unsigned int in one to five bytes; the caller has made room. */
  void varint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      Raw.putByte(null, at++, (byte) (rest | 0x80));
      rest >>>= 7;
    }
    Raw.putByte(null, at++, (byte) rest);
  }

  void fixedInt(int value) {
    need(Integer.BYTES);
    Raw.putInt(null, at, value);
    at += Integer.BYTES;
  }

  /** Copies memory, over as many chunks as it takes. */
  void bytes(@Nullable Object base, long offset, long length) {
    long from = offset;
    long rest = length;
    while (rest > 0) {
      if (at == end) {
        next();
      }
      long part = Math.min(rest, end - at);
      Raw.copyMemory(base, from, null, at, part);
      at += part;
      from += part;
      rest -= part;
    }
  }

  /** Bytes written so far. */
  long length() {
    return total + (at - start);
  }

  /** The chunks, in order. Nothing may be written afterwards. */
  Iterable<ByteBuffer> chunks() {
    close();
    return () ->
        full.stream().map(chunk -> NativeBuffers.wrap(chunk[0], (int) chunk[1])).iterator();
  }

  void free() {
    close();
    full.forEach(chunk -> Raw.freeMemory(chunk[0]));
    full.clear();
  }
}
