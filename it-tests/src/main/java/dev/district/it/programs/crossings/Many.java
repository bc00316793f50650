package dev.district.it.programs.crossings;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Many connections between two programs. The client goes round, asks something on each, and checks
 * the answer, which depends on all that was asked on that connection before.
 */
public final class Many {
  private static final int PAUSE_MS = 20;

  private Many() {}

  /** One connection, from the client's side. */
  private static final class Line {
    private final DataInputStream in;
    private final DataOutputStream out;
    private long sum;

    Line(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
      out = new DataOutputStream(socket.getOutputStream());
    }

    boolean ask(long number) throws IOException {
      sum += number;
      out.writeLong(number);
      return in.readLong() == sum;
    }
  }

  /**
   * Begins.
   *
   * @param args directory, {@code server} or {@code client}, number of connections
   */
  public static void main(String[] args) throws Exception {
    Place place = new Place(args[0]);
    int connections = Integer.parseInt(args[2]);
    if (args[1].equals("server")) {
      serve(place, connections);
    } else {
      goRound(place, connections);
    }
  }

  private static void serve(Place place, int connections) throws Exception {
    List<Thread> threads = new ArrayList<>();
    try (ServerSocket listening = place.listen("many")) {
      for (int i = 0; i < connections; i++) {
        Socket socket = listening.accept();
        Thread thread = new Thread(() -> answer(socket), "line " + i);
        thread.start();
        threads.add(thread);
      }
    }
    System.out.println("all are here");
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("done: all have gone");
  }

  private static void answer(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      long sum = 0;
      for (long number = in.readLong(); number >= 0; number = in.readLong()) {
        sum += number;
        out.writeLong(sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void goRound(Place place, int connections) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      lines.add(new Line(place.connect("many")));
    }
    int rounds = 0;
    int odd = 0;
    while (!place.isToEnd()) {
      for (int i = 0; i < connections; i++) {
        odd += lines.get(i).ask((long) rounds * i) ? 0 : 1;
      }
      rounds++;
      System.out.println("round " + rounds);
      Thread.sleep(PAUSE_MS);
    }
    for (Line line : lines) {
      line.out.writeLong(-1);
    }
    System.out.println("done: odd " + odd);
  }
}
