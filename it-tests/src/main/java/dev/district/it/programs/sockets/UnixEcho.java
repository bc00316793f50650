package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of the Unix domain on a selector, which sends back what it is sent, and blocking clients
 * that come and go; some have a name of their own. A word is always on its way.
 */
public final class UnixEcho {
  private static final int CLIENTS = 5;
  private static final int WORD = Long.BYTES;

  private final Path directory;
  private final UnixDomainSocketAddress address;
  private final Selector selector;
  private final ServerSocketChannel listening;

  private UnixEcho() throws IOException {
    directory = Files.createTempDirectory("district");
    address = UnixDomainSocketAddress.of(directory.resolve("echo"));
    selector = Selector.open();
    listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(address);
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    UnixEcho echo = new UnixEcho();
    Thread server = new Thread(echo::serve, "server");
    server.setDaemon(true);
    server.start();
    List<SocketChannel> clients = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      if (clients.size() == CLIENTS) {
        clients.remove(step % CLIENTS).close();
      } else {
        clients.add(echo.connect(step));
      }
      for (SocketChannel client : clients) {
        client.write(ByteBuffer.allocate(WORD).putLong(step).flip());
      }
      Pace.beat();
      long sum = 0;
      int named = 0;
      for (SocketChannel client : clients) {
        sum += read(client);
        named += client.getLocalAddress().toString().isEmpty() ? 0 : 1;
        if (!client.getRemoteAddress().equals(echo.address)) {
          System.out.println("connected to " + client.getRemoteAddress());
        }
      }
      System.out.println(
          "step " + step + ": " + clients.size() + " clients, " + named + " named, sum " + sum);
    }
    for (SocketChannel client : clients) {
      client.close();
    }
    echo.listening.close();
    Files.deleteIfExists(echo.address.getPath());
    System.out.println("done: " + echo.listening.isOpen());
  }

  private SocketChannel connect(int step) throws IOException {
    if (step % 3 != 0) {
      return SocketChannel.open(address);
    }
    Path name = directory.resolve("client" + step);
    SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
    client.bind(UnixDomainSocketAddress.of(name));
    Files.deleteIfExists(name);
    client.connect(address);
    return client;
  }

  private static long read(SocketChannel client) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(WORD);
    while (word.hasRemaining()) {
      if (client.read(word) < 0) {
        System.out.println("the server has gone");
        return 0;
      }
    }
    return word.flip().getLong();
  }

  private void serve() {
    try {
      while (listening.isOpen()) {
        selector.select(this::serve);
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel client = listening.accept();
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(WORD));
        return;
      }
      SocketChannel client = (SocketChannel) key.channel();
      ByteBuffer word = (ByteBuffer) key.attachment();
      if (client.read(word) < 0) {
        client.close();
      } else if (!word.hasRemaining()) {
        client.write(word.flip());
        word.clear();
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
  }
}
