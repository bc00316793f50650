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
import java.util.Arrays;
import java.util.List;

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
   * @param args directory for files, {@code server} or {@code client}
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    if (args[1].equals("server")) {
      try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
        Streaming.tell(directory, server.getLocalPort());
        try (Socket guide = server.accept()) {
          serve(server, new DataInputStream(guide.getInputStream()));
        }
      }
    } else {
      int port = Streaming.hear(directory);
      try (Socket guide = new Socket(InetAddress.getLoopbackAddress(), port)) {
        visit(directory, port, new DataOutputStream(guide.getOutputStream()));
      }
    }
    System.out.println("done: all came through");
  }

  private static void visit(Path directory, int port, DataOutputStream guide) throws IOException {
    for (int step = 1; !Streaming.isToEnd(directory); step++) {
      guide.writeInt(step);
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
      for (int i = 0; i < 4; i++) {
        DataInputStream in = new DataInputStream(visits.get(i).getInputStream());
        require(in.readInt() == step + i, "the answer of visit " + i);
        if (i == 0) {
          new DataOutputStream(visits.get(i).getOutputStream()).writeInt(step);
        }
        require(in.read() < 0, "the end of visit " + i);
        visits.get(i).close();
      }
      System.out.println("step " + step);
    }
    guide.writeInt(0);
  }

  private static void serve(ServerSocket server, DataInputStream guide) throws IOException {
    int steps = 0;
    for (int step = guide.readInt(); step != 0; step = guide.readInt()) {
      require(step == ++steps, "the number of the step");
      int[] ports = {guide.readInt(), guide.readInt(), guide.readInt(), guide.readInt()};
      Pace.beat();
      List<Socket> visits = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Socket visit = server.accept();
        require(i > 1 || visit.getPort() == ports[i], "the port of visit " + i);
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
          require(Arrays.equals(in.readNBytes(MUCH), much(step)), "the bytes of visit 3");
        } else {
          require(in.readInt() == (i == 0 ? step : step * 10 + i), "the word of visit " + i);
        }
        require(i < 2 || in.read() < 0, "the end of what visit " + i + " brought");
        visits.get(i).close();
      }
      System.out.println("step " + step);
    }
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException(what + " is wrong");
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
