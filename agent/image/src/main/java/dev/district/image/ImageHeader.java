package dev.district.image;

import static dev.district.image.ImageLayout.FORMAT_VERSION;
import static dev.district.image.ImageLayout.MAGIC;

import dev.district.image.meta.Carriers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first 64 bytes of an image. Their layout and checksum are the same in every format version,
 * so that a newer image is recognised as such and not taken for a damaged one.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------------------------------------------------------+ 0
 *   |                     Magic "DISTRIMG"                          |
 *   |                                                               |
 *   +-------------------------------+-------------------------------+ 8
 *   |                     Format version                            |
 *   +---------------------------------------------------------------+ 12
 *   |                         Flags                               |B|  B: section bytes are big-endian
 *   +---------------------------------------------------------------+ 16
 *   |                     Directory offset                          |
 *   |                                                               |
 *   +---------------------------------------------------------------+ 24
 *   |                       File length                             |
 *   |                                                               |
 *   +---------------------------------------------------------------+ 32
 *   |                     Section count                             |
 *   +---------------------------------------------------------------+ 36
 *   |                CRC32C of the directory                        |
 *   +---------------------------------------------------------------+ 40
 *   |                   Shape of the carriers                       |  Carriers.shape()
 *   +---------------------------------------------------------------+ 44
 *   |                   Zero (16 bytes)                            ...
 *   +---------------------------------------------------------------+ 60
 *   |                 CRC32C of bytes 0..59                         |
 *   +---------------------------------------------------------------+ 64
 * </pre>
 */
record ImageHeader(long directoryOffset, long fileLength, int sectionCount, int directoryCrc) {
  static final int BYTES = 64;

  private static final int FLAG_BIG_ENDIAN = 1;
  private static final int SHAPE_OFFSET = 40;
  private static final int RESERVED_OFFSET = 44;
  private static final int CRC_OFFSET = 60;
  private static final int MAX_SECTIONS = 1 << 10;

  /** Writes the header at the buffer's start and returns its checksum. */
  int encode(ByteBuffer out) {
    out.clear();
    out.putLong(MAGIC).putInt(FORMAT_VERSION).putInt(nativeFlags());
    out.putLong(directoryOffset).putLong(fileLength);
    out.putInt(sectionCount).putInt(directoryCrc).putInt(Carriers.shape());
    while (out.position() < CRC_OFFSET) {
      out.putInt(0);
    }
    int crc = ImageLayout.crc(out, 0, CRC_OFFSET);
    out.putInt(crc).flip();
    return crc;
  }

  static int crc(ByteBuffer header) {
    return header.getInt(CRC_OFFSET);
  }

  /** Reads and checks the header; {@code actualLength} is the length of the file. */
  static ImageHeader decode(ByteBuffer in, long actualLength, Place place) throws ImageException {
    Place here = place.at(0);
    if (in.getLong(0) == 0 && in.getLong(8) == 0) {
      throw here.corrupt("the image was never finished");
    }
    if (in.getLong(0) != MAGIC) {
      throw here.corrupt("this is not an image: wrong magic number");
    }
    if (ImageLayout.crc(in, 0, CRC_OFFSET) != crc(in)) {
      throw here.corrupt("header checksum does not match");
    }
    int version = in.getInt(8);
    if (version != FORMAT_VERSION) {
      throw ImageException.incompatible(
          "image format version " + version + ", this release reads " + FORMAT_VERSION,
          here.toString(),
          "use the release that wrote it, or a newer one");
    }
    if (in.getInt(12) != nativeFlags()) {
      throw ImageException.incompatible(
          "image flags " + in.getInt(12) + " (byte order) are not those of this machine",
          here.toString(),
          "restart on a machine of the same byte order");
    }
    if (in.getInt(SHAPE_OFFSET) != Carriers.shape()) {
      throw ImageException.incompatible(
          "the image's metadata has not the fields that this release knows",
          here.toString(),
          "use the release that wrote it");
    }
    ImageHeader header =
        new ImageHeader(in.getLong(16), in.getLong(24), in.getInt(32), in.getInt(36));
    header.check(actualLength, here);
    for (int at = RESERVED_OFFSET; at < CRC_OFFSET; at += Integer.BYTES) {
      if (in.getInt(at) != 0) {
        throw here.corrupt("reserved bytes of the header are not zero");
      }
    }
    return header;
  }

  private void check(long actualLength, Place here) throws ImageException {
    if (fileLength != actualLength) {
      throw here.corrupt("the file has " + actualLength + " bytes, its header says " + fileLength);
    }
    long directoryBytes = (long) sectionCount * SectionEntry.BYTES;
    if (sectionCount < 0
        || sectionCount > MAX_SECTIONS
        || directoryOffset < BYTES
        || directoryOffset != fileLength - directoryBytes) {
      throw here.corrupt(
          "directory of " + sectionCount + " sections at " + directoryOffset + " is out of bounds");
    }
  }

  private static int nativeFlags() {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? FLAG_BIG_ENDIAN : 0;
  }
}
