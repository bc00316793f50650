package dev.district.image;

/**
 * Size and fingerprint of a finished image.
 *
 * <p>The fingerprint joins the CRC32C of the header and that of the directory; the latter covers
 * the checksum of every chunk. It tells images apart and finds damage; it does not authenticate.
 *
 * @param size length of the file in bytes
 * @param value {@code crc32c:} and 16 hexadecimal digits
 */
public record ImageDigest(long size, String value) {
  static ImageDigest of(long size, int headerCrc, int directoryCrc) {
    return new ImageDigest(size, "crc32c:" + hex(headerCrc) + hex(directoryCrc));
  }

  private static String hex(int value) {
    String digits = Integer.toHexString(value);
    return "00000000".substring(digits.length()) + digits;
  }
}
