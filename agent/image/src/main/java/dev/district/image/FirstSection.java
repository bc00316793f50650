package dev.district.image;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a restart wants to know of an image before it opens it: the bytes of the first section, if
 * it is the one asked for, has one chunk and isn't compressed. Nothing is verified; {@link
 * ImageReader#open} does that afterwards. Uses only classes that every JVM has used when it begins.
 */
public final class FirstSection {
  private static final byte[] NONE = {};

  private FirstSection() {}

  /** The section's bytes; none if it isn't there. */
  public static byte[] read(File image, Section wanted) {
    try (RandomAccessFile file = new RandomAccessFile(image, "r")) {
      byte[] bytes = new byte[ChunkHeader.BYTES];
      file.seek(ImageHeader.BYTES);
      file.readFully(bytes);
      ChunkHeader header =
          ChunkHeader.decode(
              ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN),
              wanted.code(),
              0,
              file.length() - file.getFilePointer(),
              Place.file(image.getPath()));
      if (header.codec() != Codec.NONE) {
        return NONE;
      }
      byte[] content = new byte[header.rawLength()];
      file.readFully(content);
      return content;
    } catch (IOException e) {
      return NONE;
    }
  }
}
