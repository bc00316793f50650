package dev.district.core.files;

import dev.district.image.meta.FileMeta;
import dev.district.jdk.NativeBuffers;
import dev.district.jdk.Raw;
import dev.district.jdk.RawDescriptors;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A checksum of some bytes of a file, by which another file of the same name can be told from it: a
 * file that has been copied to another machine has them, one that has been replaced has not.
 */
final class Witness {
  private static final int MOST = 4096;

  private Witness() {}

  /** Notes the bytes before the position, or the first ones. */
  static void note(FileMeta meta, FileDescriptor descriptor) throws IOException {
    long end = OpenFlags.isAppend(meta.flags) ? meta.size : Math.min(meta.position, meta.size);
    long to = end == 0 ? Math.min(meta.size, MOST) : end;
    note(meta, descriptor, Math.max(0, to - MOST), (int) Math.min(to, MOST));
  }

  /** Notes the last bytes of the file. */
  static void noteTail(FileMeta meta, FileDescriptor descriptor, int length) throws IOException {
    int bytes = (int) Math.min(meta.size, length);
    note(meta, descriptor, meta.size - bytes, bytes);
  }

  private static void note(FileMeta meta, FileDescriptor descriptor, long at, int length)
      throws IOException {
    if (length == 0) {
      return;
    }
    long memory = Raw.allocateMemory(length);
    try {
      if (RawDescriptors.read(descriptor, memory, length, at)) {
        meta.witnessAt = at;
        meta.witnessLength = length;
        meta.witnessCrc = crc(NativeBuffers.wrap(memory, length));
      }
    } finally {
      Raw.freeMemory(memory);
    }
  }

  /** Whether the file at the path has the bytes that were noted; true if none were. */
  static boolean isThere(FileMeta meta, Path path) throws IOException {
    if (meta.witnessLength == 0) {
      return true;
    }
    ByteBuffer bytes = ByteBuffer.allocate(meta.witnessLength);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, meta.witnessAt + bytes.position()) < 0) {
          return false;
        }
      }
    }
    return crc(bytes.flip()) == meta.witnessCrc;
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
