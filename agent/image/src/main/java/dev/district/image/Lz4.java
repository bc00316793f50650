package dev.district.image;

import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * LZ4 blocks through heap arrays: the pure Java implementation is bounds-checked there and three
 * times as fast as on direct buffers. Buffers are kept for the next chunk; not thread-safe.
 */
final class Lz4 {
  private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
  private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
  private byte[] from = new byte[0];
  private byte[] to = new byte[0];

  /**
   * The compressed bytes, or {@code raw} itself when compression does not pay. Valid until the next
   * call.
   */
  ByteBuffer compress(ByteBuffer raw) {
    int length = raw.remaining();
    from = atLeast(from, length);
    raw.duplicate().get(from, 0, length);
    int worthwhile = length - length / 8 - 1;
    to = atLeast(to, compressor.maxCompressedLength(length));
    int written = compressor.compress(from, 0, length, to, 0, to.length);
    return written <= worthwhile ? ByteBuffer.wrap(to, 0, written) : raw;
  }

  /** Decompresses all of {@code stored} into {@code out}, which must be filled exactly. */
  void decompress(ByteBuffer stored, ByteBuffer out, Place place) throws ImageException {
    int length = stored.remaining();
    int expected = out.remaining();
    from = atLeast(from, length);
    stored.duplicate().get(from, 0, length);
    to = atLeast(to, expected);
    int written;
    try {
      written = decompressor.decompress(from, 0, length, to, 0, expected);
    } catch (LZ4Exception | IndexOutOfBoundsException e) {
      throw place.corrupt("the chunk can't be decompressed", e);
    }
    if (written != expected) {
      throw place.corrupt("the chunk has " + written + " bytes, its header says " + expected);
    }
    out.put(to, 0, written);
  }

  private static byte[] atLeast(byte[] array, int length) {
    return array.length >= length ? array : new byte[length];
  }
}
