package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Connections of the Unix domain that are full all the time: one is written by a thread that
 * blocks, one by a selector as it can be.
 */
public final class UnixBulk {
  private static final int PORTION = 100_000;

  private UnixBulk() {}

  /** Bytes that the writer and the reader draw alike. */
  private static final class Noise {
    private final SplittableRandom random;

    Noise(long seed) {
      random = new SplittableRandom(seed);
    }

    ByteBuffer next(int length) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      return ByteBuffer.wrap(bytes);
    }
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    Path path = Files.createTempDirectory("district").resolve("bulk");
    List<SocketChannel> readers = new ArrayList<>();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      for (int i = 0; i < 2; i++) {
        boolean blocking = i == 0;
        SocketChannel writer = SocketChannel.open(UnixDomainSocketAddress.of(path));
        readers.add(server.accept());
        new Thread(() -> write(writer, blocking, steps), "writer " + i).start();
      }
    }
    Files.deleteIfExists(path);
    Noise[] expected = {new Noise(0), new Noise(1)};
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      StringBuilder line = new StringBuilder("step ").append(step).append(':');
      for (int i = 0; i < 2; i++) {
        ByteBuffer portion = ByteBuffer.allocate(PORTION);
        while (portion.hasRemaining() && readers.get(i).read(portion) >= 0) {
          continue;
        }
        boolean same = portion.flip().equals(expected[i].next(PORTION));
        line.append(same ? " as sent" : " something else, " + portion.limit());
      }
      System.out.println(line);
    }
    for (SocketChannel reader : readers) {
      System.out.println("then " + reader.read(ByteBuffer.allocate(1)));
    }
    System.out.println("done: all read");
  }

  private static void write(SocketChannel channel, boolean blocking, int steps) {
    Noise noise = new Noise(blocking ? 0 : 1);
    try (channel;
        Selector selector = Selector.open()) {
      channel.configureBlocking(blocking);
      if (!blocking) {
        channel.register(selector, SelectionKey.OP_WRITE);
      }
      for (int step = 0; step < steps; step++) {
        ByteBuffer portion = noise.next(PORTION);
        while (portion.hasRemaining()) {
          channel.write(portion);
          if (!blocking) {
            selector.select();
            selector.selectedKeys().clear();
          }
        }
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
  }
}
