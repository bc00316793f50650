package dev.district.it.programs.sockets;

import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Asks the service of its argument once, and holds the connection for some seconds. */
public final class UnixHolding {
  private static final int HELD_MS = 12_000;

  private UnixHolding() {}

  public static void main(String[] args) throws Exception {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
      channel.write(ByteBuffer.wrap("one\n".getBytes(StandardCharsets.UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate("1 one\n".length());
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        continue;
      }
      System.out.print(new String(answer.array(), StandardCharsets.UTF_8));
      System.out.println("held");
      Thread.sleep(HELD_MS);
    }
    System.out.println("done: closed");
  }
}
