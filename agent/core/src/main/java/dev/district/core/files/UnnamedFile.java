package dev.district.core.files;

import dev.district.image.meta.FileMeta;
import dev.district.jdk.NativeBuffers;
import dev.district.jdk.Raw;
import dev.district.jdk.RawDescriptors;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes a file again that had been deleted while it was open: it has contents, but no name. */
final class UnnamedFile {
  private static final int PIECE = 1 << 20;

  private UnnamedFile() {}

  /** The number of a new descriptor on a new file, which only its owner could have read. */
  static int make(FileMeta meta, BlockSource blocks) throws IOException {
    Path path = Files.createTempFile("district", ".unnamed");
    try {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        fill(channel, meta.size, blocks);
      }
      int number = RawDescriptors.open(path, OpenFlags.again(meta.flags), 0);
      FileDescriptor descriptor = RawDescriptors.object(number);
      RawDescriptors.seek(descriptor, meta.position);
      return number;
    } finally {
      Files.delete(path);
    }
  }

  private static void fill(FileChannel channel, long size, BlockSource blocks) throws IOException {
    long memory = Raw.allocateMemory(PIECE);
    try {
      for (long at = 0; at < size; at += PIECE) {
        int length = (int) Math.min(PIECE, size - at);
        blocks.read(memory, length);
        ByteBuffer bytes = NativeBuffers.wrap(memory, length);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } finally {
      Raw.freeMemory(memory);
    }
  }
}
