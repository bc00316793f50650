package dev.district.it.programs.refused;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Holds a server socket and a connection to itself. */
public final class OpenSocket {
  private OpenSocket() {}

  private record Loop(ServerSocket server, Socket near, Socket far) implements Holding.Resource {
    @Override
    public int use(int step) throws Exception {
      new DataOutputStream(near.getOutputStream()).writeInt(step);
      return new DataInputStream(far.getInputStream()).readInt();
    }

    @Override
    public void close() throws Exception {
      near.close();
      far.close();
      server.close();
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
          Socket near = new Socket(server.getInetAddress(), server.getLocalPort());
          return new Loop(server, near, server.accept());
        });
  }
}
