package dev.district.it.programs.virtual;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import java.util.zip.CRC32;

/**
 * Virtual threads that are blocked in {@code accept}, {@code read} and {@code write} of sockets
 * nearly all the time, with and without a time-out: a server with a thread per connection, whose
 * answers come late, and a writer that is faster than its reader.
 */
public final class Talks {
  private static final int CLIENTS = 3;
  private static final int BLOCK = 60_000;

  private Talks() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    InetAddress here = InetAddress.getLoopbackAddress();
    ServerSocket server = new ServerSocket(0, 9, here);
    ServerSocket impatient = new ServerSocket(0, 9, here);
    impatient.setSoTimeout(30);
    SynchronousQueue<Integer> timeouts = new SynchronousQueue<>();
    Virtual.start("acceptor", () -> serve(server));
    Virtual.start("impatient", () -> wait(impatient, timeouts, steps));
    List<SynchronousQueue<Long>> heard = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      SynchronousQueue<Long> queue = new SynchronousQueue<>();
      int me = i;
      heard.add(queue);
      Virtual.start("client " + i, () -> ask(server, me, steps, queue));
    }
    ServerSocket once = new ServerSocket(0, 1, here);
    Socket full = new Socket(here, once.getLocalPort());
    Socket drained = once.accept();
    once.close();
    Virtual.start("writer", () -> write(full, steps));
    CRC32 sum = new CRC32();
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      long answers = 0;
      for (SynchronousQueue<Long> queue : heard) {
        answers += queue.take();
      }
      int timedOut = timeouts.take();
      sum.update(drained.getInputStream().readNBytes(BLOCK));
      System.out.println(
          "step "
              + step
              + ": "
              + answers
              + " "
              + timedOut
              + " "
              + Long.toHexString(sum.getValue()));
    }
    System.out.println(
        "done: end " + drained.getInputStream().read() + ", open " + !full.isClosed());
    server.close();
  }

  private static void serve(ServerSocket server) throws IOException {
    for (; ; ) {
      Socket socket;
      try {
        socket = server.accept();
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
        throw e;
      }
      Virtual.start("server", () -> answer(socket));
    }
  }

  private static void answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    for (int question = in.read(); question >= 0; question = in.read()) {
      Pace.sleep(5);
      out.write(question + 1);
    }
    socket.close();
  }

  private static void ask(ServerSocket server, int me, int steps, SynchronousQueue<Long> heard)
      throws IOException, InterruptedException {
    long sum = 0;
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      socket.setSoTimeout(me == 0 ? 0 : 60_000);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (int step = 0; step < steps; step++) {
        for (int i = 0; i < 4; i++) {
          out.write(step + i + me & 127);
          sum = sum * 31 + in.readUnsignedByte();
        }
        heard.put(sum & 0xffff);
      }
    }
  }

  private static void wait(ServerSocket server, SynchronousQueue<Integer> timeouts, int steps)
      throws IOException, InterruptedException {
    for (int i = 0; i < steps; i++) {
      try {
        server.accept();
        throw new IOException("nobody was to come");
      } catch (SocketTimeoutException e) {
        timeouts.put(i);
      }
    }
    server.close();
  }

  private static void write(Socket full, int steps) throws IOException {
    OutputStream out = full.getOutputStream();
    Random random = new Random(1);
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < steps; i++) {
      random.nextBytes(block);
      out.write(block);
    }
    full.shutdownOutput();
  }
}
