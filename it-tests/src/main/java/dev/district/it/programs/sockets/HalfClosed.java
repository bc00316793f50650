package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections of which one side or both have been shut down, with bytes still to be read, and with
 * the other end closed.
 */
public final class HalfClosed {
  private HalfClosed() {}

  private record Link(Socket near, Socket far) {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      for (int round = 1; round <= steps; round++) {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          Socket near = new Socket(server.getInetAddress(), server.getLocalPort());
          links.add(new Link(near, server.accept()));
          write(near, round * 10 + i);
        }
        links.get(0).near.shutdownOutput();
        links.get(1).near.close();
        links.get(2).far.shutdownOutput();
        links.get(3).near.shutdownOutput();
        links.get(3).far.shutdownOutput();
        links.get(4).far.shutdownInput();
        Pace.beat();
        StringBuilder line = new StringBuilder("round ").append(round).append(':');
        for (int i = 0; i < 4; i++) {
          Socket far = links.get(i).far;
          line.append(' ').append(read(far));
          if (i != 2) {
            line.append(" end ").append(far.getInputStream().read());
          }
        }
        write(links.get(0).far, round);
        line.append(", back ").append(read(links.get(0).near));
        line.append(", end ").append(links.get(2).near.getInputStream().read());
        write(links.get(4).far, -round);
        line.append(", one way ").append(read(links.get(4).near));
        for (Link link : links) {
          link.near.close();
          link.far.close();
        }
        System.out.println(line);
      }
    }
    System.out.println("done: all closed");
  }

  private static void write(Socket socket, int word) throws Exception {
    new DataOutputStream(socket.getOutputStream()).writeInt(word);
  }

  private static int read(Socket socket) throws Exception {
    return new DataInputStream(socket.getInputStream()).readInt();
  }
}
