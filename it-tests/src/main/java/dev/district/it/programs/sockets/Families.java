package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections through IPv6, through IPv4 alone, and to sockets that listen at every address; each
 * lingers for another time when it is closed. Both ends see the same addresses all the time.
 */
public final class Families {
  private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};

  private Families() {}

  /** Both ends. */
  private record Pair(ServerSocket server, Socket client, Socket accepted, String addresses) {
    static Pair of(ServerSocket server, byte[] address, int linger) throws IOException {
      Socket client = new Socket(InetAddress.getByAddress(address), server.getLocalPort());
      client.setSoLinger(true, linger);
      Socket accepted = server.accept();
      return new Pair(server, client, accepted, addresses(server, client, accepted));
    }

    private static String addresses(ServerSocket server, Socket client, Socket accepted) {
      return String.join(
          " ",
          String.valueOf(server.getLocalSocketAddress()),
          String.valueOf(client.getLocalSocketAddress()),
          String.valueOf(client.getRemoteSocketAddress()),
          String.valueOf(accepted.getLocalSocketAddress()),
          String.valueOf(accepted.getRemoteSocketAddress()));
    }

    int square(int number) throws IOException {
      client.getOutputStream().write(number);
      int got = accepted.getInputStream().read();
      accepted.getOutputStream().write(got * got % 256);
      return client.getInputStream().read();
    }

    String end() throws IOException {
      boolean same = addresses.equals(addresses(server, client, accepted));
      Socket another = new Socket(client.getInetAddress(), server.getLocalPort());
      another.close();
      server.accept().close();
      return client.getInetAddress() + " kept " + same + ", lingers " + client.getSoLinger();
    }
  }

  public static void main(String[] args) throws IOException {
    int steps = Pace.steps(args);
    List<Pair> pairs = new ArrayList<>();
    ServerSocketChannel narrow = ServerSocketChannel.open(StandardProtocolFamily.INET);
    narrow.bind(new InetSocketAddress(InetAddress.getByAddress(IPV4_LOOPBACK), 0));
    pairs.add(Pair.of(narrow.socket(), IPV4_LOOPBACK, 1));
    pairs.add(Pair.of(new ServerSocket(0), IPV4_LOOPBACK, 2));
    try {
      ServerSocket wide = new ServerSocket(0, 5, InetAddress.getByAddress(IPV6_LOOPBACK));
      pairs.add(Pair.of(wide, IPV6_LOOPBACK, 3));
      pairs.add(Pair.of(new ServerSocket(0), IPV6_LOOPBACK, 4));
    } catch (IOException e) {
      System.out.println("no IPv6 on this machine");
    }
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      StringBuilder line = new StringBuilder("step " + step + ":");
      for (Pair pair : pairs) {
        line.append(' ').append(pair.square(step % 16));
      }
      System.out.println(line);
    }
    for (Pair pair : pairs) {
      System.out.println(pair.end());
    }
    System.out.println("done: " + pairs.size() + " connections");
  }
}
