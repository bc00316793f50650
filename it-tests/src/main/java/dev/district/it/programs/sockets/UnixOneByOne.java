package dev.district.it.programs.sockets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * {@link OneByOne} at a socket of the Unix domain, whose path is the argument and the first line of
 * output.
 */
public final class UnixOneByOne {
  private int lines;
  private boolean over;

  private UnixOneByOne() {}

  public static void main(String[] args) throws IOException {
    UnixOneByOne service = new UnixOneByOne();
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(args[0]);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address, 5);
      System.out.println(address);
      while (!service.over) {
        try (SocketChannel client = server.accept()) {
          service.serve(client);
        } catch (IOException e) {
          System.out.println("broken after " + service.lines);
        }
      }
    }
    System.out.println("done: lines " + service.lines);
  }

  private void serve(SocketChannel client) throws IOException {
    BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
    PrintWriter out = new PrintWriter(Channels.newWriter(client, StandardCharsets.UTF_8), true);
    for (String line = in.readLine(); line != null && !over; line = in.readLine()) {
      lines++;
      out.println(lines + " " + line);
      over = line.equals("end");
    }
  }
}
