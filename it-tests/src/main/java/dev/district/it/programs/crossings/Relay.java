package dev.district.it.programs.crossings;

import dev.district.it.programs.Pace;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A chain: a client asks a service, which asks a store before it answers. The store sees to it that
 * every number comes once and in its order, the client that every answer is the right one.
 */
public final class Relay {
  private static final int PAUSE_MS = 2;
  private static final int REPORT = 100;

  private Relay() {}

  /** Lines in both directions. */
  private static final class Lines implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final BufferedWriter out;

    Lines(Socket socket) throws IOException {
      this.socket = socket;
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out =
          new BufferedWriter(
              new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    void write(String line) throws IOException {
      out.write(line);
      out.write('\n');
      out.flush();
    }

    String read() throws IOException {
      return in.readLine();
    }

    String ask(String line) throws IOException {
      write(line);
      return read();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /**
   * Begins.
   *
   * @param args directory; {@code client}, {@code service}, {@code clock} or {@code store}
   */
  public static void main(String[] args) throws IOException {
    Place place = new Place(args[0]);
    try {
      switch (args[1]) {
        case "client" -> client(place);
        case "service" -> service(place);
        case "clock" -> clock(place);
        case "store" -> store(place);
        default -> throw new IllegalArgumentException(args[1]);
      }
    } catch (IOException e) {
      System.out.println("broken: " + e);
    }
  }

  /** Until a file says that it is enough. */
  private static void client(Place place) throws IOException {
    int requests = 0;
    try (Lines service = new Lines(place.connect("service"))) {
      for (int i = 1; !place.isToEnd(); i++) {
        String answer = service.ask(Integer.toString(i));
        if (answer == null) {
          System.out.println("broken: the service has ended");
          return;
        }
        if (!answer.startsWith(i + " ")) {
          System.out.println("failed: " + answer + " for " + i);
          return;
        }
        requests = i;
        if (i % REPORT == 0) {
          System.out.println(i + " answers");
        }
        Pace.sleep(PAUSE_MS);
      }
    }
    System.out.println("done: " + requests + " answers");
  }

  private static void service(Place place) throws IOException {
    int count = 0;
    try (ServerSocket listening = place.listen("service");
        Lines store = new Lines(place.connect("store"));
        Lines client = new Lines(listening.accept())) {
      for (String line = client.read(); line != null; line = client.read()) {
        count++;
        client.write(line + " " + store.ask(line));
        if (count % REPORT == 0) {
          System.out.println(count + " requests");
        }
      }
    }
    System.out.println("done: " + count + " requests");
  }

  /** Answers that are others each time. */
  private static void clock(Place place) throws IOException {
    try (ServerSocket listening = place.listen("service");
        Lines client = new Lines(listening.accept())) {
      System.out.println("connected");
      for (String line = client.read(); line != null; line = client.read()) {
        client.write(line + " " + System.currentTimeMillis());
      }
    }
    System.out.println("done: no more requests");
  }

  private static void store(Place place) throws IOException {
    int last = 0;
    try (ServerSocket listening = place.listen("store");
        Lines service = new Lines(listening.accept())) {
      for (String line = service.read(); line != null; line = service.read()) {
        int number = Integer.parseInt(line);
        if (number != last + 1) {
          System.out.println("failed: " + number + " after " + last);
          return;
        }
        last = number;
        service.write(Long.toString((long) number * number));
        if (last % REPORT == 0) {
          System.out.println(last + " kept");
        }
      }
    }
    System.out.println("done: " + last + " kept");
  }
}
