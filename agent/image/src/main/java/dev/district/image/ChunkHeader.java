package dev.district.image;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before the bytes of every chunk. The checksum covers header and bytes, and the header
 * names section and index: a chunk can't pass for another one.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------------------------------------------------------+ 0
 *   |                     Marker "CHNK"                             |
 *   +-------------------------------+---------------+---------------+ 4
 *   |         Section code          |     Codec     |     Zero      |
 *   +-------------------------------+---------------+---------------+ 8
 *   |               Index of the chunk in its section               |
 *   +---------------------------------------------------------------+ 12
 *   |               Stored length, 1 .. raw length                  |
 *   +---------------------------------------------------------------+ 16
 *   |               Raw length, 1 .. 4194304                        |
 *   +---------------------------------------------------------------+ 20
 *   |        CRC32C of bytes 0..19 and the stored bytes             |
 *   +---------------------------------------------------------------+ 24
 *   |        Stored bytes, then zeros to a multiple of 8           ...
 *   +---------------------------------------------------------------+
 * </pre>
 */
record ChunkHeader(
    int sectionCode, Codec codec, int index, int storedLength, int rawLength, int crc) {
  static final int BYTES = 24;

  private static final int MARKER = 0x4B4E4843;
  private static final int CRC_OFFSET = 20;

  /** Bytes from the end of the header to the next one. */
  int paddedLength() {
    return (int) ImageLayout.padded(storedLength);
  }

  /** Writes a header for the stored bytes, makes it ready to be read, and returns its checksum. */
  static int encode(
      ByteBuffer out, int sectionCode, Codec codec, int index, int rawLength, ByteBuffer stored) {
    out.clear();
    out.putInt(MARKER).putShort((short) sectionCode).put((byte) codec.code()).put((byte) 0);
    out.putInt(index).putInt(stored.remaining()).putInt(rawLength);
    int crc = crcOf(out, stored);
    out.putInt(crc).flip();
    return crc;
  }

  /**
   * Reads the header at the buffer's start and checks its bounds; {@code left} bytes of the section
   * follow it.
   */
  static ChunkHeader decode(ByteBuffer in, int section, int index, long left, Place place)
      throws ImageException {
    int storedLength = in.getInt(12);
    int rawLength = in.getInt(16);
    if (in.getInt(0) != MARKER
        || (in.getShort(4) & 0xFFFF) != section
        || in.get(7) != 0
        || in.getInt(8) != index) {
      throw place.corrupt("there is no chunk header");
    }
    if (rawLength < 1
        || rawLength > ImageLayout.MAX_CHUNK_BYTES
        || storedLength < 1
        || storedLength > rawLength
        || rawLength > (long) storedLength * ImageLayout.MAX_EXPANSION
        || ImageLayout.padded(storedLength) > left) {
      throw place.corrupt(
          "chunk of " + storedLength + " bytes for " + rawLength + " is out of bounds");
    }
    Codec codec = Codec.ofCode(in.get(6));
    if (codec == null) {
      throw place.corrupt("there is no codec " + in.get(6));
    }
    if (codec == Codec.NONE && storedLength != rawLength) {
      throw place.corrupt("an uncompressed chunk with two lengths");
    }
    return new ChunkHeader(section, codec, index, storedLength, rawLength, in.getInt(CRC_OFFSET));
  }

  /**
   * Checks the stored bytes and the padding behind them; both buffers are read by index from their
   * position.
   */
  void verify(ByteBuffer header, ByteBuffer padded, Place place) throws ImageException {
    int start = padded.position();
    ByteBuffer stored = padded.duplicate();
    stored.limit(start + storedLength);
    if (crcOf(header, stored) != crc) {
      throw place.corrupt("chunk checksum does not match");
    }
    for (int i = start + storedLength; i < padded.limit(); i++) {
      if (padded.get(i) != 0) {
        throw place.corrupt("the gap behind the chunk is not zero");
      }
    }
  }

  private static int crcOf(ByteBuffer header, ByteBuffer stored) {
    CRC32C crc = new CRC32C();
    ImageLayout.update(crc, header, 0, CRC_OFFSET);
    crc.update(stored.duplicate());
    return (int) crc.getValue();
  }
}
