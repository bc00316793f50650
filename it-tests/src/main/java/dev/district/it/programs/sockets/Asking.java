package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A client of a service outside, at the port of its argument, that answers an int by its double. It
 * connects again when the connection breaks, and counts how often it had to.
 */
public final class Asking {
  private static final int STEPS = 200;

  private Asking() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    int broken = 0;
    for (int step = 1; step <= STEPS; step++) {
      Pace.beat();
      try {
        System.out.println("step " + step + ": " + ask(socket, step));
      } catch (IOException e) {
        socket.close();
        broken++;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        System.out.println("step " + step + ": " + ask(socket, step));
      }
    }
    System.out.println("done: broken " + broken);
  }

  private static int ask(Socket socket, int question) throws IOException {
    new DataOutputStream(socket.getOutputStream()).writeInt(question);
    return new DataInputStream(socket.getInputStream()).readInt();
  }
}
