package dev.district.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * An address for a socket path of any length.
 *
 * <p>unix(7): {@code sun_path} holds 108 bytes, 104 on some systems. A longer path is reached
 * through a symbolic link to its directory, made in a fresh private directory just before {@code
 * bind} or {@code connect} and removed right after: only the kernel's path look-up needs it. The
 * socket itself is always in the district's run directory, and the two sides need not agree on
 * anything.
 */
final class SocketAlias implements AutoCloseable {
  static final int PATH_LIMIT_BYTES = 100;

  private final UnixDomainSocketAddress address;
  private final Path[] temporary;

  private SocketAlias(UnixDomainSocketAddress address, Path... temporary) {
    this.address = address;
    this.temporary = temporary;
  }

  static SocketAlias of(Path socket) throws IOException {
    Path absolute = socket.toAbsolutePath().normalize();
    if (bytes(absolute) <= PATH_LIMIT_BYTES) {
      return new SocketAlias(UnixDomainSocketAddress.of(absolute));
    }
    Path directory = absolute.getParent();
    Path name = absolute.getFileName();
    if (directory == null || name == null) {
      throw new IOException("no directory in the socket path " + absolute);
    }
    Path room = privateDirectory(bytes(name));
    Path link = room.resolve("d");
    try {
      Files.createSymbolicLink(link, directory);
    } catch (IOException e) {
      Files.deleteIfExists(room);
      throw e;
    }
    return new SocketAlias(UnixDomainSocketAddress.of(link.resolve(name)), link, room);
  }

  UnixDomainSocketAddress address() {
    return address;
  }

  /** Tried with a counter, not with random names: the application's randomness is left alone. */
  private static Path privateDirectory(int nameBytes) throws IOException {
    Path base = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    if (bytes(base) + nameBytes > PATH_LIMIT_BYTES - 40) {
      base = Path.of("/tmp");
    }
    if (bytes(base) + nameBytes > PATH_LIMIT_BYTES - 40) {
      throw new IOException("the member's name is too long for a socket; choose a shorter one");
    }
    String stem = "district-" + ProcessHandle.current().pid() + "-";
    for (int i = 0; ; i++) {
      Path room = base.resolve(stem + i);
      try {
        return Files.createDirectory(
            room,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException e) {
        if (i == 1000) {
          throw e;
        }
      }
    }
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public void close() throws IOException {
    for (Path path : temporary) {
      Files.deleteIfExists(path);
    }
  }
}
