package dev.district.image.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/**
 * Files known by the SHA-256 of what is in them. Whoever makes one does so before a standstill: the
 * digest must not be looked for among security providers while threads may hold their locks.
 */
final class Contents {
  private static final int PIECE = 1 << 20;
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);

  Contents() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, READ);
  }

  /** The digest of a file, in hexadecimal digits. */
  String of(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      digest.reset();
      while (channel.read(buffer.clear()) >= 0) {
        digest.update(buffer.flip());
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  /** Copies from the beginning to the end as it is now; returns the number of bytes. */
  long copy(FileChannel from, FileChannel to) throws IOException {
    long at = 0;
    while (from.read(buffer.clear(), at) >= 0) {
      buffer.flip();
      at += buffer.remaining();
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
    }
    return at;
  }
}
