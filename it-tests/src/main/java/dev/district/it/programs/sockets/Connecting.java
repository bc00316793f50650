package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Connections that are being made for a long time, because the other side keeps no more of them: by
 * threads that wait, with and without a time-out, by a selector, and by an asynchronous channel. In
 * the end all of them are accepted. The clients speak first: a kernel that has answered by a cookie
 * (RFC 4987) hears only then of a connection that it had no room for.
 */
public final class Connecting {
  private static final int TIMEOUT_MS = 60_000;

  private Connecting() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args) / 2;
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    InetSocketAddress address =
        new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    List<Socket> kept = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      kept.add(new Socket(address.getAddress(), address.getPort()));
    }
    Future<Integer> untimed = start("untimed", () -> blocking(address, 0));
    Future<Integer> timed = start("timed", () -> blocking(address, TIMEOUT_MS));
    Future<Integer> selected = start("selected", () -> selected(address));
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    Future<Void> asynchronous = channel.connect(address);
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      System.out.println(
          "step "
              + step
              + ": made "
              + (untimed.isDone() || timed.isDone() || selected.isDone() || asynchronous.isDone()));
    }
    List<Socket> accepted = new ArrayList<>();
    Future<Integer> asked =
        start(
            "asynchronous",
            () -> {
              asynchronous.get();
              channel.write(ByteBuffer.allocate(1).put(0, (byte) 6)).get();
              ByteBuffer answer = ByteBuffer.allocate(1);
              channel.read(answer).get();
              return (int) answer.get(0);
            });
    for (int i = 0; i < kept.size() + 4; i++) {
      Socket socket = server.accept();
      accepted.add(socket);
      start("answers", () -> answer(socket));
    }
    kept.get(0).getOutputStream().write(1);
    kept.get(1).getOutputStream().write(2);
    System.out.println(
        "done: untimed "
            + untimed.get()
            + ", timed "
            + timed.get()
            + ", selected "
            + selected.get()
            + ", asynchronous "
            + asked.get()
            + ", accepted "
            + accepted.size());
    System.exit(0);
  }

  private static Future<Integer> start(String name, Callable<Integer> work) {
    FutureTask<Integer> task = new FutureTask<>(work);
    new Thread(task, name).start();
    return task;
  }

  private static int answer(Socket socket) throws IOException {
    int asked = socket.getInputStream().read();
    socket.getOutputStream().write(asked + 1);
    return asked;
  }

  private static int blocking(InetSocketAddress address, int timeoutMs) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, timeoutMs);
      socket.getOutputStream().write(timeoutMs == 0 ? 3 : 4);
      return socket.getInputStream().read();
    }
  }

  private static int selected(InetSocketAddress address) throws IOException {
    try (SocketChannel socket = SocketChannel.open();
        Selector selector = Selector.open()) {
      socket.configureBlocking(false);
      boolean made = socket.connect(address);
      SelectionKey key = socket.register(selector, SelectionKey.OP_CONNECT);
      while (!made) {
        selector.select();
        selector.selectedKeys().clear();
        made = socket.finishConnect();
      }
      socket.write(ByteBuffer.allocate(1).put(0, (byte) 5));
      key.interestOps(SelectionKey.OP_READ);
      selector.select();
      ByteBuffer buffer = ByteBuffer.allocate(1);
      socket.read(buffer);
      return buffer.get(0);
    }
  }
}
