package dev.district.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * The directory of a control socket, and who may speak there: its owner alone.
 *
 * <p>The directory is made with mode 700, so there is no moment at which another user could reach a
 * socket in it; an existing one that is more open, a symbolic link, or somebody else's is refused.
 * The peer's user comes from the kernel ({@link ExtendedSocketOptions#SO_PEERCRED}), and has to be
 * the directory's owner.
 */
final class SocketDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private final UserPrincipal owner;

  private SocketDirectory(Path path, UserPrincipal owner) {
    this.path = path;
    this.owner = owner;
  }

  /** The directory of a socket, made when missing. */
  static SocketDirectory make(Path socket) throws IOException {
    Path directory = directory(socket);
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      // of whatever mode and owner: that is checked now
    }
    return open(socket);
  }

  /** The directory of a socket, which has to exist. */
  static SocketDirectory open(Path socket) throws IOException {
    Path directory = directory(socket);
    PosixFileAttributes attributes =
        Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory()) {
      throw new IOException(directory + " is not a directory; remove it");
    }
    if (!attributes.permissions().equals(OWNER_ONLY)) {
      throw new IOException(
          directory
              + " has mode "
              + PosixFilePermissions.toString(attributes.permissions())
              + "; make it private: chmod 700 "
              + directory);
    }
    return new SocketDirectory(directory, attributes.owner());
  }

  /** Refuses a socket file of another user than the directory's. */
  void checkOwnerOf(Path socket) throws IOException {
    UserPrincipal user = Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS);
    if (!user.equals(owner)) {
      throw new IOException(path + " belongs to " + owner + ", not to " + user);
    }
  }

  /** Refuses a peer that runs as another user than the directory's owner. */
  void checkPeer(SocketChannel peer) throws IOException {
    UserPrincipal user = peer.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    if (!user.equals(owner)) {
      throw new IOException(
          "user " + user + " may not speak to a member of " + owner + "; run as " + owner);
    }
  }

  private static Path directory(Path socket) throws IOException {
    Path directory = socket.toAbsolutePath().normalize().getParent();
    if (directory == null) {
      throw new IOException("no directory in the socket path " + socket);
    }
    return directory;
  }
}
