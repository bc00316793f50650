package dev.district.image;

import java.nio.ByteBuffer;

/**
 * One entry of the directory.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+---------------+---------------+ 0
 *   |         Section code          |     Kind      |     Zero      |  kind: 1 metadata, 2 bytes
 *   +-------------------------------+---------------+---------------+ 4
 *   |                       Chunk count                             |
 *   +---------------------------------------------------------------+ 8
 *   |               Offset of the first chunk                       |
 *   |                                                               |
 *   +---------------------------------------------------------------+ 16
 *   |        Stored length: chunks with headers and gaps            |
 *   |                                                               |
 *   +---------------------------------------------------------------+ 24
 *   |                       Raw length                              |
 *   |                                                               |
 *   +---------------------------------------------------------------+ 32
 *   |       CRC32C of the checksums of all chunks, in order         |
 *   +---------------------------------------------------------------+ 36
 *   |                          Zero                                 |
 *   +---------------------------------------------------------------+ 40
 * </pre>
 */
record SectionEntry(
    Section section,
    int kind,
    int chunkCount,
    long offset,
    long storedLength,
    long rawLength,
    int chunksCrc) {
  static final int BYTES = 40;
  static final int KIND_METADATA = 1;
  static final int KIND_BYTES = 2;

  boolean isMetadata() {
    return kind == KIND_METADATA;
  }

  void encode(ByteBuffer out) {
    out.putShort((short) section.code()).put((byte) kind).put((byte) 0).putInt(chunkCount);
    out.putLong(offset).putLong(storedLength).putLong(rawLength);
    out.putInt(chunksCrc).putInt(0);
  }

  /**
   * Reads the entry at the buffer's position and checks that it is possible where {@code
   * expectedOffset} is due.
   */
  static SectionEntry decode(ByteBuffer in, long expectedOffset, long end, Place place)
      throws ImageException {
    int code = in.getShort() & 0xFFFF;
    int kind = in.get();
    int reserved = in.get();
    Section section = Section.ofCode(code);
    if (section == null) {
      throw ImageException.incompatible(
          "there is a section " + code + " that this release does not know",
          place.toString(),
          "use the release that wrote it, or a newer one");
    }
    SectionEntry entry =
        new SectionEntry(
            section, kind, in.getInt(), in.getLong(), in.getLong(), in.getLong(), in.getInt());
    reserved |= in.getInt();
    if (reserved != 0 || !entry.isPossible(expectedOffset, end)) {
      throw place.section(section.name(), expectedOffset).corrupt("section is out of bounds");
    }
    return entry;
  }

  private boolean isPossible(long expectedOffset, long end) {
    long smallest = (long) chunkCount * (ChunkHeader.BYTES + 8);
    return (kind == KIND_METADATA || kind == KIND_BYTES)
        && chunkCount >= 0
        && offset == expectedOffset
        && storedLength >= smallest
        && storedLength <= end - expectedOffset
        && rawLength >= chunkCount
        && rawLength <= (long) chunkCount * ImageLayout.MAX_CHUNK_BYTES
        && rawLength / ImageLayout.MAX_EXPANSION <= storedLength
        && (kind == KIND_BYTES || rawLength <= ImageLayout.MAX_METADATA_BYTES);
  }
}
