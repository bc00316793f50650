package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A client of a service outside, at the path of its argument, that greets with one byte and sends
 * back what it is sent. It reads a byte a step, and connects again when the connection breaks.
 */
public final class UnixAsking {
  private static final int STEPS = 100;

  private UnixAsking() {}

  public static void main(String[] args) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(args[0]);
    SocketChannel channel = SocketChannel.open(address);
    channel.write(ByteBuffer.wrap(new byte[] {1}));
    StringBuilder read = new StringBuilder();
    for (int step = 1; step <= STEPS; step++) {
      Pace.beat();
      ByteBuffer one = ByteBuffer.allocate(1);
      try {
        if (channel.read(one) < 0) {
          throw new IOException("an end");
        }
        read.append((char) one.get(0));
        System.out.println("step " + step);
      } catch (IOException e) {
        System.out.println("read " + read + ", then " + e.getMessage());
        read.setLength(0);
        channel.close();
        channel = SocketChannel.open(address);
        channel.write(ByteBuffer.wrap(new byte[] {1}));
      }
    }
    System.out.println("done: read " + read.length());
  }
}
