package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Two writers that write as much as the system takes, one blocking and one with a selector, and a
 * reader that is slower than both: buffers are full at all times. At the end the writers shut their
 * output down and the reader reads what is left.
 */
public final class Bulk {
  private static final int BLOCK = 64 << 10;

  private Bulk() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
    Socket first = server.accept();
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
    Socket second = server.accept();
    start("plain", () -> write(plain, steps));
    start("selecting", () -> write(channel, steps));
    DataInputStream[] inputs = {
      new DataInputStream(first.getInputStream()), new DataInputStream(second.getInputStream())
    };
    Random[] expected = {new Random(1), new Random(2)};
    CRC32 sum = new CRC32();
    byte[] got = new byte[BLOCK];
    byte[] wanted = new byte[BLOCK];
    for (int step = 1; step <= steps; step++) {
      for (int i = 0; i < 2; i++) {
        inputs[i].readFully(got);
        expected[i].nextBytes(wanted);
        if (!Arrays.equals(got, wanted)) {
          System.out.println("step " + step + ": wrong bytes on connection " + i);
        }
        sum.update(got);
      }
      Pace.beat();
      System.out.println("step " + step + ": checksum " + Long.toHexString(sum.getValue()));
    }
    System.out.println("done: ends " + inputs[0].read() + ' ' + inputs[1].read());
  }

  /** Work that may fail. */
  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                e.printStackTrace();
              }
            },
            name)
        .start();
  }

  private static void write(Socket socket, int blocks) throws IOException {
    Random random = new Random(1);
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < blocks; i++) {
      random.nextBytes(block);
      socket.getOutputStream().write(block);
    }
    socket.shutdownOutput();
  }

  private static void write(SocketChannel channel, int blocks) throws IOException {
    Random random = new Random(2);
    byte[] block = new byte[BLOCK];
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_WRITE);
      for (int i = 0; i < blocks; i++) {
        random.nextBytes(block);
        ByteBuffer buffer = ByteBuffer.wrap(block);
        while (buffer.hasRemaining()) {
          selector.select();
          selector.selectedKeys().clear();
          channel.write(buffer);
        }
      }
    }
    channel.shutdownOutput();
  }
}
