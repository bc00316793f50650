package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Questions and answers by datagrams, over a socket and over a connected channel; a question that
 * gets no answer is asked again, as datagrams demand.
 */
public final class Datagrams {
  private static final int BYTES = 4;

  private Datagrams() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    InetAddress here = InetAddress.getLoopbackAddress();
    DatagramChannel server = DatagramChannel.open().bind(new InetSocketAddress(here, 0));
    Thread thread = new Thread(() -> serve(server), "server");
    thread.setDaemon(true);
    thread.start();
    DatagramSocket client = new DatagramSocket(0, here);
    client.setSoTimeout(500);
    client.connect(server.getLocalAddress());
    int port = client.getLocalPort();
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      System.out.println("step " + step + ": answer " + ask(client, step));
    }
    System.out.println(
        "done: connected "
            + client.isConnected()
            + ", port kept "
            + (client.getLocalPort() == port));
  }

  private static int ask(DatagramSocket client, int question) throws IOException {
    byte[] bytes = ByteBuffer.allocate(BYTES).putInt(question).array();
    for (; ; ) {
      client.send(new DatagramPacket(bytes, BYTES));
      for (; ; ) {
        DatagramPacket answer = new DatagramPacket(new byte[2 * BYTES], 2 * BYTES);
        try {
          client.receive(answer);
        } catch (SocketTimeoutException e) {
          break;
        }
        ByteBuffer got = ByteBuffer.wrap(answer.getData());
        if (got.getInt() == question) {
          return got.getInt();
        }
      }
    }
  }

  private static void serve(DatagramChannel server) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * BYTES);
    try {
      for (; ; ) {
        buffer.clear();
        InetSocketAddress from = (InetSocketAddress) server.receive(buffer);
        int question = buffer.flip().getInt();
        buffer.clear();
        buffer.putInt(question).putInt(question * question).flip();
        server.send(buffer, from);
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
  }
}
