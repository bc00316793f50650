package dev.district.image.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file system itself. Modes are given at creation: there is no moment at which others could
 * open a file.
 */
final class PosixFiles implements FileOperations {
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory, mode("rwx------"));
  }

  @Override
  public void createFile(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, mode("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  @Override
  public void forceFile(Path file) throws IOException {
    force(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** Opening a directory for reading and forcing it is how Linux makes its entries durable. */
  @Override
  public void forceDirectory(Path directory) throws IOException {
    force(directory, StandardOpenOption.READ);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(path);
  }

  private static void force(Path path, OpenOption... options) throws IOException {
    try (FileChannel channel = FileChannel.open(path, options)) {
      channel.force(true);
    }
  }

  static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
