package dev.district.it.programs.members;

import dev.district.it.programs.Pace;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Two members with several connections between them, over each of which both write as fast as they
 * can, with blocking streams, and check what they read. They end when a file tells them to; then
 * each has read all that the other has written.
 */
public final class Streaming {
  private static final int PAUSE_MS = 100;

  private final List<Stream> checked = new ArrayList<>();
  private final Path directory;
  private final int pauseMs;

  private Streaming(Path directory, int pauseMs) {
    this.directory = directory;
    this.pauseMs = pauseMs;
  }

  /**
   * Begins.
   *
   * @param args directory for files, {@code server} or {@code client}, number of connections,
   *     milliseconds between two blocks
   */
  public static void main(String[] args) throws Exception {
    Streaming streaming =
        new Streaming(Path.of(args[0]), args.length > 3 ? Integer.parseInt(args[3]) : 0);
    boolean server = args[1].equals("server");
    List<Socket> sockets = new ArrayList<>();
    int connections = Integer.parseInt(args[2]);
    if (server) {
      try (ServerSocket listening =
          new ServerSocket(0, connections, InetAddress.getLoopbackAddress())) {
        tell(streaming.directory, listening.getLocalPort());
        for (int i = 0; i < connections; i++) {
          sockets.add(listening.accept());
        }
      }
    } else {
      int port = hear(streaming.directory);
      for (int i = 0; i < connections; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
    }
    streaming.run(sockets, server);
  }

  static void tell(Path directory, int port) throws IOException {
    Path draft = Files.writeString(directory.resolve("port.draft"), Integer.toString(port));
    Files.move(draft, directory.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
  }

  static int hear(Path directory) throws IOException {
    while (!Files.exists(directory.resolve("port"))) {
      Pace.sleep(PAUSE_MS);
    }
    return Integer.parseInt(Files.readString(directory.resolve("port")));
  }

  private void run(List<Socket> sockets, boolean server) throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < sockets.size(); i++) {
      Socket socket = sockets.get(i);
      Stream written = new Stream(i, !server);
      Stream read = new Stream(i, server);
      checked.add(read);
      threads.add(start(() -> write(socket.getOutputStream(), written, socket)));
      threads.add(start(() -> read(new DataInputStream(socket.getInputStream()), read)));
    }
    report(threads, checked);
    System.out.println("done: nothing lost, doubled or reordered");
  }

  /** Says from time to time that it goes on, until the threads have ended. */
  static void report(List<Thread> threads, List<Stream> checked) throws InterruptedException {
    int line = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      Thread.sleep(PAUSE_MS);
      long blocks = checked.stream().mapToLong(Stream::number).sum();
      System.out.println(++line + ": " + blocks + " blocks");
    }
    if (!checked.stream().allMatch(Stream::isOver)) {
      System.out.println("failed");
      System.exit(1);
    }
  }

  /** Work that may fail, which is the end of everything. */
  interface Work {
    void run() throws IOException;
  }

  static Thread start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | RuntimeException e) {
                e.printStackTrace();
                System.out.println("failed: " + e);
                System.exit(1);
              }
            });
    thread.start();
    return thread;
  }

  private void write(OutputStream out, Stream stream, Socket socket) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(Stream.BLOCK);
    while (!stream.isOver()) {
      if (pauseMs > 0) {
        Pace.sleep(pauseMs);
      }
      stream.write(block, (stream.number() & 15) == 15 && isToEnd(directory));
      out.write(block.array());
    }
    socket.shutdownOutput();
  }

  static boolean isToEnd(Path directory) {
    return Files.exists(directory.resolve("end"));
  }

  private static void read(DataInputStream in, Stream stream) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(Stream.BLOCK);
    while (!stream.isOver()) {
      in.readFully(block.array());
      block.position(Stream.BLOCK);
      stream.check(block);
    }
    if (in.read() >= 0) {
      throw new IOException("bytes behind the end");
    }
  }
}
