package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;

/**
 * A client that writes a stream of pseudo-random bytes, a server that sends them back, and a reader
 * that compares: a byte lost, doubled or out of order shows. Some ten thousand bytes are under way
 * at any moment.
 */
public final class Echo {
  private static final int BLOCK = 5_000;
  private static final int BLOCKS_PER_STEP = 40;
  private static final int WINDOW = 4;

  private Echo() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
    client.setTcpNoDelay(true);
    Socket accepted = server.accept();
    server.close();
    int port = client.getLocalPort();
    start("echo", () -> echo(accepted));
    Semaphore window = new Semaphore(WINDOW);
    int blocks = steps * BLOCKS_PER_STEP;
    start("writer", () -> write(client.getOutputStream(), blocks, window));
    DataInputStream in = new DataInputStream(client.getInputStream());
    Random expected = new Random(1);
    CRC32 sum = new CRC32();
    byte[] got = new byte[BLOCK];
    byte[] wanted = new byte[BLOCK];
    for (int step = 1; step <= steps; step++) {
      for (int block = 0; block < BLOCKS_PER_STEP; block++) {
        in.readFully(got);
        expected.nextBytes(wanted);
        if (!java.util.Arrays.equals(got, wanted)) {
          System.out.println("step " + step + ": wrong bytes in block " + block);
        }
        sum.update(got);
        window.release();
      }
      Pace.beat();
      System.out.println("step " + step + ": checksum " + Long.toHexString(sum.getValue()));
    }
    client.shutdownOutput();
    System.out.println(
        "done: end "
            + in.read()
            + ", no delay "
            + client.getTcpNoDelay()
            + ", port kept "
            + (client.getLocalPort() == port && accepted.getPort() == port));
  }

  /** Work that may fail. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void start(String name, Work work) {
    new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                e.printStackTrace();
              }
            },
            name)
        .start();
  }

  private static void echo(Socket socket) throws IOException {
    byte[] buffer = new byte[3_000];
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
    socket.shutdownOutput();
  }

  private static void write(OutputStream out, int blocks, Semaphore window)
      throws IOException, InterruptedException {
    Random random = new Random(1);
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < blocks; i++) {
      window.acquire();
      random.nextBytes(block);
      out.write(block);
    }
  }
}
