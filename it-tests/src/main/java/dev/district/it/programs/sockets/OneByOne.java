package dev.district.it.programs.sockets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A service for one client at a time: the others wait to be accepted. It sends every line back,
 * with the number of lines it has sent so far, and ends when a client says so. Its first line of
 * output is the port.
 */
public final class OneByOne {
  private OneByOne() {}

  public static void main(String[] args) throws IOException {
    int lines = 0;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      for (boolean over = false; !over; ) {
        try (Socket client = server.accept()) {
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
          PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
          for (String line = in.readLine(); line != null && !over; line = in.readLine()) {
            lines++;
            out.println(lines + " " + line);
            over = line.equals("end");
          }
        } catch (IOException e) {
          System.out.println("broken after " + lines);
        }
      }
    }
    System.out.println("done: lines " + lines);
  }
}
