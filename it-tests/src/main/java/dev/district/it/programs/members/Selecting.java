package dev.district.it.programs.members;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As {@link Streaming}, with channels that don't block, all of a member's in one selector. */
public final class Selecting {
  private final List<Stream> checked = new ArrayList<>();
  private final Path directory;

  private Selecting(Path directory) {
    this.directory = directory;
  }

  /** One connection. */
  private static final class Connection {
    final Stream written;
    final Stream read;
    final ByteBuffer out = ByteBuffer.allocateDirect(Stream.BLOCK).flip();
    final ByteBuffer in = ByteBuffer.allocateDirect(Stream.BLOCK);

    Connection(Stream written, Stream read) {
      this.written = written;
      this.read = read;
    }
  }

  /**
   * Begins.
   *
   * @param args directory for files, {@code server} or {@code client}, number of connections
   */
  public static void main(String[] args) throws Exception {
    Selecting selecting = new Selecting(Path.of(args[0]));
    boolean server = args[1].equals("server");
    int connections = Integer.parseInt(args[2]);
    List<SocketChannel> channels = new ArrayList<>();
    InetAddress here = InetAddress.getLoopbackAddress();
    if (server) {
      try (ServerSocketChannel listening =
          ServerSocketChannel.open().bind(new InetSocketAddress(here, 0))) {
        Streaming.tell(selecting.directory, listening.socket().getLocalPort());
        for (int i = 0; i < connections; i++) {
          channels.add(listening.accept());
        }
      }
    } else {
      int port = Streaming.hear(selecting.directory);
      for (int i = 0; i < connections; i++) {
        channels.add(SocketChannel.open(new InetSocketAddress(here, port)));
      }
    }
    Selector selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      Stream read = new Stream(i, server);
      selecting.checked.add(read);
      Connection connection = new Connection(new Stream(i, !server), read);
      channels.get(i).configureBlocking(false);
      channels.get(i).register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, connection);
    }
    Thread thread = Streaming.start(() -> selecting.serve(selector));
    Streaming.report(List.of(thread), selecting.checked);
    System.out.println("done: nothing lost, doubled or reordered");
  }

  private void serve(Selector selector) throws IOException {
    int open = selector.keys().size();
    while (open > 0) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isWritable()) {
          write(key, channel, connection);
        }
        if (key.isReadable()) {
          read(key, channel, connection);
        }
        if (key.interestOps() == 0) {
          channel.close();
          open--;
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void write(SelectionKey key, SocketChannel channel, Connection connection)
      throws IOException {
    Stream stream = connection.written;
    if (!connection.out.hasRemaining() && !stream.isOver()) {
      stream.write(connection.out, (stream.number() & 15) == 15 && Streaming.isToEnd(directory));
    }
    channel.write(connection.out);
    if (!connection.out.hasRemaining() && stream.isOver()) {
      channel.shutdownOutput();
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }
  }

  private static void read(SelectionKey key, SocketChannel channel, Connection connection)
      throws IOException {
    int count = channel.read(connection.in);
    if (count < 0 && connection.read.isOver()) {
      key.interestOpsAnd(~SelectionKey.OP_READ);
    } else if (count < 0) {
      throw new IOException("an end too early");
    }
    if (!connection.in.hasRemaining()) {
      connection.read.check(connection.in);
    }
  }
}
