package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service for clients from outside: it sends every line back, with the number of lines it has
 * sent so far. Its first line of output is the port; it ends when a client says so.
 */
public final class Service {
  private final AtomicInteger lines = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private volatile boolean over;

  private Service() {}

  public static void main(String[] args) throws Exception {
    Service service = new Service();
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    System.out.println(server.getLocalPort());
    Thread accepting = new Thread(() -> service.accept(server), "accepting");
    accepting.setDaemon(true);
    accepting.start();
    while (!service.over) {
      Pace.beat();
    }
    System.out.println("done: lines " + service.lines + ", broken " + service.broken);
  }

  private void accept(ServerSocket server) {
    try {
      for (; ; ) {
        Socket client = server.accept();
        Thread thread = new Thread(() -> serve(client), "serving");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(lines.incrementAndGet() + " " + line);
        over = line.equals("end");
      }
    } catch (IOException e) {
      broken.incrementAndGet();
    }
  }
}
