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
 * Connections of the Unix domain that have ended in one direction or both, with words still to be
 * read, and others that wait to be accepted, some with words, one ended, one with a selector.
 */
public final class UnixWords {
  private static final int WAITING = 4;

  private UnixWords() {}

  private record Link(SocketChannel near, SocketChannel far) {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    Path path = Files.createTempDirectory("district").resolve("words");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      server.bind(address, 2 * WAITING);
      for (int round = 1; round <= steps; round++) {
        List<Link> links = links(server, address, round);
        List<SocketChannel> waiting = waiting(address, selector, round);
        Pace.beat();
        System.out.println("round " + round + ": " + ended(links, round));
        System.out.println("  waited: " + accepted(server, waiting, selector));
      }
    }
    Files.deleteIfExists(path);
    System.out.println("done: all closed");
  }

  private static List<Link> links(
      ServerSocketChannel server, UnixDomainSocketAddress address, int round) throws IOException {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      SocketChannel near = SocketChannel.open(address);
      links.add(new Link(near, server.accept()));
      write(near, round * 10 + i);
    }
    links.get(0).near.shutdownOutput();
    links.get(1).near.close();
    links.get(2).far.shutdownOutput();
    links.get(3).near.shutdownOutput();
    links.get(3).far.shutdownOutput();
    links.get(4).far.shutdownInput();
    return links;
  }

  private static String ended(List<Link> links, int round) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      line.append(read(links.get(i).far)).append(' ');
    }
    line.append("ends");
    for (int i : new int[] {0, 1, 3}) {
      line.append(' ').append(links.get(i).far.read(ByteBuffer.allocate(1)));
    }
    write(links.get(0).far, round);
    line.append(" back ").append(read(links.get(0).near));
    line.append(" end ").append(links.get(2).near.read(ByteBuffer.allocate(1)));
    write(links.get(4).far, -round);
    line.append(" one way ").append(read(links.get(4).near));
    line.append(fails(links.get(4).near)).append(fails(links.get(1).far));
    for (Link link : links) {
      link.near.close();
      link.far.close();
    }
    return line.toString();
  }

  /** The other side takes no more. */
  private static String fails(SocketChannel channel) {
    try {
      write(channel, 0);
      return " written";
    } catch (IOException e) {
      return " fails";
    }
  }

  private static List<SocketChannel> waiting(
      UnixDomainSocketAddress address, Selector selector, int round) throws IOException {
    List<SocketChannel> clients = new ArrayList<>();
    for (int i = 0; i < WAITING; i++) {
      SocketChannel client = SocketChannel.open(address);
      if (i > 0) {
        write(client, round * 10 + i);
      }
      clients.add(client);
    }
    clients.get(1).shutdownOutput();
    clients.get(3).configureBlocking(false);
    clients.get(3).register(selector, SelectionKey.OP_READ);
    return clients;
  }

  private static String accepted(
      ServerSocketChannel server, List<SocketChannel> clients, Selector selector)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < WAITING; i++) {
      try (SocketChannel accepted = server.accept()) {
        if (i > 0) {
          line.append(read(accepted)).append(' ');
        }
        if (i == 1) {
          line.append("end ").append(accepted.read(ByteBuffer.allocate(1))).append(' ');
        }
        write(accepted, i);
      }
    }
    selector.select();
    selector.selectedKeys().clear();
    for (SocketChannel client : clients) {
      line.append("> ").append(read(client)).append(' ');
      client.close();
    }
    selector.selectNow();
    return line.toString();
  }

  private static void write(SocketChannel channel, int word) throws IOException {
    channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(word).flip());
  }

  private static int read(SocketChannel channel) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(Integer.BYTES);
    while (word.hasRemaining()) {
      if (channel.read(word) < 0) {
        return Integer.MIN_VALUE;
      }
    }
    return word.flip().getInt();
  }
}
