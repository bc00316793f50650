package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A server that waits in {@code accept} nearly all the time, and one that waits with a time-out;
 * now and then a client comes.
 */
public final class Accepting {
  private static final int EVERY = 4;

  private Accepting() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    ServerSocket server = new ServerSocket(0, 7, InetAddress.getLoopbackAddress());
    ServerSocket impatient = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    impatient.setSoTimeout(60_000);
    int port = server.getLocalPort();
    serve(server, 1_000);
    serve(impatient, 2_000);
    ServerSocket short0 = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    short0.setSoTimeout(30);
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      String answer = "";
      if (step % EVERY == 0) {
        answer = ", answers " + ask(server, step) + " and " + ask(impatient, step);
      }
      System.out.println(
          "step "
              + step
              + ", nobody came "
              + timesOut(short0)
              + ", port kept "
              + (server.getLocalPort() == port)
              + answer);
    }
    server.close();
    impatient.close();
    System.out.println("done: closed " + server.isClosed());
  }

  private static boolean timesOut(ServerSocket server) throws IOException {
    try {
      server.accept().close();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private static void serve(ServerSocket server, int offset) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (; ; ) {
                  try (Socket socket = server.accept()) {
                    int question = new DataInputStream(socket.getInputStream()).readInt();
                    new DataOutputStream(socket.getOutputStream()).writeInt(question + offset);
                  }
                }
              } catch (IOException e) {
                if (!server.isClosed()) {
                  e.printStackTrace();
                }
              }
            },
            "server");
    thread.setDaemon(true);
    thread.start();
  }

  private static int ask(ServerSocket server, int question) throws IOException {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      new DataOutputStream(socket.getOutputStream()).writeInt(question);
      return new DataInputStream(socket.getInputStream()).readInt();
    }
  }
}
