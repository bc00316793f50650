package dev.district.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Where the agents of other districts knock: a thread for each conversation, because one may wait
 * for another district that waits for this one.
 */
public final class PeerServer {
  private static final int BACKLOG = 64;
  private static final int RETRY_PAUSE_MS = 200;

  /** What is done in a conversation. */
  public interface Host {
    void serve(PeerChannel channel) throws IOException;
  }

  private final Path socket;
  private final Duration patience;
  private final ThreadFactory threads;
  private final Host host;

  /**
   * @param patience how long to wait for each message
   */
  public PeerServer(Path socket, Duration patience, ThreadFactory threads, Host host) {
    this.socket = socket.toAbsolutePath().normalize();
    this.patience = patience;
    this.threads = threads;
    this.host = host;
  }

  /** Binds the socket, in place of one whose server is gone, and starts a thread. */
  public void start() throws IOException {
    SocketDirectory place = SocketDirectory.make(socket);
    removeOrphan();
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try (SocketAlias alias = SocketAlias.of(socket)) {
      channel.bind(alias.address(), BACKLOG);
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      place.checkOwnerOf(socket);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    threads.newThread(() -> accept(channel, place)).start();
  }

  private void removeOrphan() throws IOException {
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (SocketAlias alias = SocketAlias.of(socket);
        SocketChannel other = SocketChannel.open(alias.address())) {
      throw new IOException("another agent answers at " + socket);
    } catch (ConnectException e) {
      Files.delete(socket);
    }
  }

  private void accept(ServerSocketChannel channel, SocketDirectory place) {
    while (channel.isOpen()) {
      try {
        SocketChannel peer = channel.accept();
        threads.newThread(() -> serve(peer, place)).start();
      } catch (IOException | RuntimeException | Error e) {
        pause();
      }
    }
  }

  private void serve(SocketChannel peer, SocketDirectory place) {
    try (peer) {
      place.checkPeer(peer);
      try (PeerChannel channel = new PeerChannel(peer, patience)) {
        host.serve(channel);
      }
    } catch (IOException e) {
      // The other side has gone, or isn't who it should be: it knows.
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.interrupted();
    }
  }
}
