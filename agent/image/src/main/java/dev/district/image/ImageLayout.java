package dev.district.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The file format, version 1. All numbers are little-endian; everything starts at a multiple of 8
 * and gaps are zero. Each byte of the file is covered by exactly one checksum, or must be zero.
 *
 * <pre>
 *   +--------------------+ 0
 *   |       Header       |   {@link ImageHeader}, 64 bytes
 *   +--------------------+ 64
 *   |  section, section, |   each: one chunk after the other, {@link ChunkHeader}; sections follow each other
 *   |        ...         |   without a gap
 *   +--------------------+ directory offset
 *   |     Directory      |   {@link SectionEntry}, 40 bytes per section, in file order
 *   +--------------------+ file length
 * </pre>
 *
 * The header is written last: until then its place holds zeros, which no reader accepts.
 */
final class ImageLayout {
  /** "DISTRIMG" read as a little-endian number. */
  static final long MAGIC = 0x474D495254534944L;

  /** The format this release writes and reads. */
  static final int FORMAT_VERSION = 1;

  /** Chunks hold at most this many bytes before compression. */
  static final int MAX_CHUNK_BYTES = 4 << 20;

  /**
   * No codec makes more than this many bytes of one: what claims more is a lie, and allocates
   * nothing.
   */
  static final int MAX_EXPANSION = 256;

  /** A metadata section holds at most this many bytes. */
  static final int MAX_METADATA_BYTES = 1 << 30;

  private ImageLayout() {}

  static long padded(long length) {
    return (length + 7) & -8L;
  }

  /** An empty little-endian buffer outside the heap. */
  static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * CRC32C of {@code length} bytes from {@code offset}, whatever the buffer's position and limit
   * are.
   */
  static int crc(ByteBuffer buffer, int offset, int length) {
    CRC32C crc = new CRC32C();
    update(crc, buffer, offset, length);
    return (int) crc.getValue();
  }

  static void update(CRC32C crc, ByteBuffer buffer, int offset, int length) {
    ByteBuffer part = buffer.duplicate();
    part.limit(offset + length).position(offset);
    crc.update(part);
  }
}
