package dev.district.core.sockets;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The file that is left of a socket of the Unix domain when its process has gone ({@code unix(7)}):
 * nothing can be bound there until it has been removed.
 */
final class StaleSocket {
  private static final int KIND = 0170000;
  private static final int SOCKET = 0140000;

  private StaleSocket() {}

  /**
   * Removes it, if there is one.
   *
   * @throws IllegalStateException if there is another kind of file, or a socket that lives
   */
  static void remove(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if ((mode & KIND) != SOCKET) {
        throw new IllegalStateException(
            file + " is to be a socket again, but is another kind of file; move it away");
      }
      if (isListenedAt(file)) {
        throw new IllegalStateException(
            "another process listens at the socket "
                + file
                + ", or it can't be asked; end that process, or remove the file");
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the old socket " + file + " can't be removed; remove it, then try again", e);
    }
  }

  /** One that can't take another connection at the moment, or not from here, is one, too. */
  private static boolean isListenedAt(Path file) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      boolean ignored = probe.connect(UnixDomainSocketAddress.of(file));
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (SocketException notAtTheMoment) {
      return true;
    }
  }
}
