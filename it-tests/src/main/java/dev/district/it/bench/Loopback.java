package dev.district.it.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * How much goes through a connection of this process with itself: round trips of one byte, or
 * megabytes, in a second. Arguments: {@code ping-pong} or {@code bulk}; seconds.
 */
public final class Loopback {
  private static final int BLOCK = 1 << 16;
  private static final double WARM_UP = 0.3;

  private Loopback() {}

  public static void main(String[] args) throws Exception {
    boolean bulk = args[0].equals("bulk");
    double seconds = Double.parseDouble(args[1]);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket near = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        Socket far = server.accept()) {
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread other = new Thread(() -> answer(far, bulk));
      other.setDaemon(true);
      other.start();
      double ignored = bulk ? bulk(near, seconds * WARM_UP) : pingPong(near, seconds * WARM_UP);
      System.out.printf("%s %.0f%n", args[0], bulk ? bulk(near, seconds) : pingPong(near, seconds));
    }
  }

  private static void answer(Socket socket, boolean bulk) {
    try {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] block = new byte[bulk ? BLOCK : 1];
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        if (!bulk) {
          out.write(block, 0, count);
        }
      }
    } catch (IOException e) {
      // The end.
    }
  }

  private static double pingPong(Socket socket, double seconds) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    long begin = System.nanoTime();
    long trips = 0;
    while (System.nanoTime() - begin < seconds * 1e9) {
      out.write(1);
      in.readByte();
      trips++;
    }
    return trips * 1e9 / (System.nanoTime() - begin);
  }

  private static double bulk(Socket socket, double seconds) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] block = new byte[BLOCK];
    long begin = System.nanoTime();
    long blocks = 0;
    while (System.nanoTime() - begin < seconds * 1e9) {
      out.write(block);
      blocks++;
    }
    return blocks * (double) BLOCK / 1e6 * 1e9 / (System.nanoTime() - begin);
  }
}
