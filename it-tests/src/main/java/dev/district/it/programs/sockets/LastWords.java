package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.zip.CRC32;

/**
 * Senders that close as soon as they have written, much more than the reader has read by then: what
 * is under way belongs to nobody but the system.
 */
public final class LastWords {
  private static final int BLOCK = 32 << 10;
  private static final int BLOCKS = 40;

  private LastWords() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Socket reader = null;
      CRC32 sum = new CRC32();
      byte[] block = new byte[BLOCK];
      for (int step = 0; step < steps; step++) {
        if (reader == null) {
          Socket sender = new Socket(server.getInetAddress(), server.getLocalPort());
          reader = server.accept();
          int seed = step;
          new Thread(() -> send(sender, seed), "sender " + step).start();
        }
        DataInputStream in = new DataInputStream(reader.getInputStream());
        for (int i = 0; i < BLOCKS / 4; i++) {
          in.readFully(block);
          sum.update(block);
        }
        Pace.beat();
        String end = "";
        if (step % 4 == 3) {
          end = ", end " + in.read();
          reader.close();
          reader = null;
        }
        System.out.println("step " + step + ": " + Long.toHexString(sum.getValue()) + end);
      }
    }
    System.out.println("done: all read");
  }

  private static void send(Socket socket, int seed) {
    try (socket) {
      byte[] all = new byte[BLOCK * BLOCKS];
      for (int i = 0; i < all.length; i++) {
        all[i] = (byte) (i * 31 + seed ^ i >> 9);
      }
      socket.getOutputStream().write(all);
    } catch (IOException e) {
      System.out.println("sender: " + e);
    }
  }
}
