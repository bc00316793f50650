package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that have connected, and some written, before the server accepts: they wait in the
 * system's queue, one of them registered with a selector.
 */
public final class Backlog {
  private static final int CLIENTS = 3;

  private Backlog() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Selector selector = Selector.open()) {
      for (int step = 1; step <= steps; step++) {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
          if (i > 0) {
            new DataOutputStream(client.getOutputStream()).writeInt(step * 10 + i);
          }
          clients.add(client);
        }
        SocketChannel channel =
            SocketChannel.open(
                new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        Pace.beat();
        StringBuilder line = new StringBuilder("step ").append(step).append(':');
        for (int i = 0; i <= CLIENTS; i++) {
          try (Socket accepted = server.accept()) {
            if (i > 0 && i < CLIENTS) {
              line.append(' ').append(new DataInputStream(accepted.getInputStream()).readInt());
            }
            if (i < CLIENTS) {
              line.append(accepted.getPort() == clients.get(i).getLocalPort() ? "" : " other port");
            }
            new DataOutputStream(accepted.getOutputStream()).writeInt(step + i);
          }
        }
        for (Socket client : clients) {
          line.append(" > ").append(new DataInputStream(client.getInputStream()).readInt());
          client.close();
        }
        selector.select();
        selector.selectedKeys().clear();
        ByteBuffer word = ByteBuffer.allocate(Integer.BYTES);
        while (word.hasRemaining()) {
          channel.read(word);
        }
        channel.close();
        selector.selectNow();
        System.out.println(line + " > " + word.flip().getInt());
      }
    }
    System.out.println("done: all accepted");
  }
}
