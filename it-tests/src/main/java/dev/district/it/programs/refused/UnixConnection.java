package dev.district.it.programs.refused;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds a connection of the Unix domain to itself. */
public final class UnixConnection {
  private UnixConnection() {}

  private record Loop(Path path, ServerSocketChannel server, SocketChannel near, SocketChannel far)
      implements Holding.Resource {
    @Override
    public int use(int step) throws IOException {
      ByteBuffer word = ByteBuffer.allocate(Integer.BYTES);
      near.write(word.putInt(step).flip());
      word.clear();
      while (word.hasRemaining()) {
        far.read(word);
      }
      return word.flip().getInt();
    }

    @Override
    public void close() throws IOException {
      near.close();
      far.close();
      server.close();
      Files.delete(path);
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          Path path = Files.createTempDirectory("district").resolve("socket");
          ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
          server.bind(UnixDomainSocketAddress.of(path));
          SocketChannel near = SocketChannel.open(UnixDomainSocketAddress.of(path));
          return new Loop(path, server, near, server.accept());
        });
  }
}
