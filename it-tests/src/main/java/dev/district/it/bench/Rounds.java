package dev.district.it.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections between processes. A server sends back what comes; a client goes round all of its
 * connections, one after the other, and says when it has been round. Every line has the time in
 * milliseconds: {@code beat}, every ten milliseconds, or {@code round}. Arguments: {@code server}
 * or {@code client}, directory for the port, number of connections, bytes in a message,
 * milliseconds between two rounds (0).
 */
public final class Rounds {
  private static final int BEAT_MS = 10;
  private static final int RETRY_NANOS = 100_000;

  private Rounds() {}

  public static void main(String[] args) throws Exception {
    Path port = Path.of(args[1]).resolve("port");
    int bytes = Integer.parseInt(args[3]);
    if (args[0].equals("server")) {
      Thread serving = new Thread(() -> serve(port, bytes));
      serving.setDaemon(true);
      serving.start();
      for (; ; ) {
        System.out.println("beat " + System.currentTimeMillis());
        Thread.sleep(BEAT_MS);
      }
    }
    int pauseMs = args.length > 4 ? Integer.parseInt(args[4]) : 0;
    goRound(connect(port, Integer.parseInt(args[2])), bytes, pauseMs);
  }

  private static void serve(Path port, int bytes) {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      tell(port, server.socket().getLocalPort());
      ByteBuffer buffer = ByteBuffer.allocate(bytes);
      for (; ; ) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            SocketChannel client = server.accept();
            client.configureBlocking(false);
            client.socket().setTcpNoDelay(true);
            client.register(selector, SelectionKey.OP_READ);
          } else {
            serve((SocketChannel) key.channel(), buffer.clear());
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      System.out.println("failed: " + e);
    }
  }

  private static void serve(SocketChannel client, ByteBuffer buffer) throws IOException {
    try {
      echo(client, buffer);
    } catch (IOException e) {
      client.close();
    }
  }

  private static void echo(SocketChannel client, ByteBuffer buffer) throws IOException {
    if (client.read(buffer) < 0) {
      client.close();
      return;
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      if (client.write(buffer) == 0) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private static void tell(Path port, int number) throws IOException {
    Path draft = Files.writeString(Path.of(port + ".draft"), Integer.toString(number));
    Files.move(draft, port, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<SocketChannel> connect(Path port, int connections) throws Exception {
    while (!Files.exists(port)) {
      Thread.sleep(BEAT_MS);
    }
    InetSocketAddress server =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(Files.readString(port)));
    List<SocketChannel> all = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open(server);
      channel.socket().setTcpNoDelay(true);
      all.add(channel);
    }
    return all;
  }

  private static void goRound(List<SocketChannel> connections, int bytes, int pauseMs)
      throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    for (; ; ) {
      for (SocketChannel channel : connections) {
        buffer.clear();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        buffer.clear();
        while (buffer.hasRemaining()) {
          if (channel.read(buffer) < 0) {
            throw new IOException("the server has gone");
          }
        }
      }
      System.out.println("round " + System.currentTimeMillis());
      Thread.sleep(pauseMs);
    }
  }
}
