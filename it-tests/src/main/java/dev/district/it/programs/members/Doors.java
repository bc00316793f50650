package dev.district.it.programs.members;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Two members, one of which connects to the other again and again: connections wait to be accepted,
 * with nothing, something or much written and with their output shut; later they are open in one
 * direction only, with bytes to be read on either side.
 */
public final class Doors {
  private static final int MUCH = 300_000;

  private Doors() {}

  /**
   * Begins.
   *
   * @param args directory for files, {@code server} or {@code client}, number of steps
   */
  public static void main(String[] args) throws IOException {
    int steps = Integer.parseInt(args[2]);
    if (args[1].equals("server")) {
      try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
        Streaming.tell(Path.of(args[0]), server.getLocalPort());
        try (Socket guide = server.accept()) {
          serve(server, new DataInputStream(guide.getInputStream()), steps);
        }
      }
    } else {
      int port = Streaming.hear(Path.of(args[0]));
      try (Socket guide = new Socket(InetAddress.getLoopbackAddress(), port)) {
        visit(port, new DataOutputStream(guide.getOutputStream()), steps);
      }
    }
    System.out.println("done: " + steps + " steps");
  }

  private static void visit(int port, DataOutputStream guide, int steps) throws IOException {
    for (int step = 1; step <= steps; step++) {
      List<Socket> visits = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Socket visit = new Socket(InetAddress.getLoopbackAddress(), port);
        DataOutputStream out = new DataOutputStream(visit.getOutputStream());
        if (i == 3) {
          out.write(much(step));
        } else if (i > 0) {
          out.writeInt(step * 10 + i);
        }
        if (i > 1) {
          visit.shutdownOutput();
        }
        visits.add(visit);
        guide.writeInt(visit.getLocalPort());
      }
      Pace.beat();
      StringBuilder line = new StringBuilder("step ").append(step).append(':');
      for (int i = 0; i < 4; i++) {
        DataInputStream in = new DataInputStream(visits.get(i).getInputStream());
        line.append(' ').append(in.readInt());
        if (i == 0) {
          new DataOutputStream(visits.get(i).getOutputStream()).writeInt(step);
        }
        line.append(' ').append(in.read());
        visits.get(i).close();
      }
      System.out.println(line);
    }
  }

  private static void serve(ServerSocket server, DataInputStream guide, int steps)
      throws IOException {
    for (int step = 1; step <= steps; step++) {
      int[] ports = {guide.readInt(), guide.readInt(), guide.readInt(), guide.readInt()};
      Pace.beat();
      StringBuilder line = new StringBuilder("step ").append(step).append(':');
      List<Socket> visits = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Socket visit = server.accept();
        line.append(i > 1 || visit.getPort() == ports[i] ? " ok" : " another port");
        new DataOutputStream(visit.getOutputStream()).writeInt(step + i);
        if (i != 1) {
          visit.shutdownOutput();
        }
        visits.add(visit);
      }
      Pace.beat();
      for (int i = 0; i < 4; i++) {
        DataInputStream in = new DataInputStream(visits.get(i).getInputStream());
        if (i == 3) {
          CRC32 sum = new CRC32();
          sum.update(in.readNBytes(MUCH));
          line.append(' ').append(Long.toHexString(sum.getValue()));
        } else {
          line.append(' ').append(in.readInt());
        }
        if (i > 1) {
          line.append(' ').append(in.read());
        }
        visits.get(i).close();
      }
      System.out.println(line);
    }
  }

  private static byte[] much(int step) {
    byte[] bytes = new byte[MUCH];
    for (int i = 0; i < MUCH; i++) {
      bytes[i] = (byte) (i * 31 + step ^ i >> 7);
    }
    return bytes;
  }
}
