package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asynchronous channels in the default group, in one with a fixed number of threads and in one with
 * a pool of its own: each with a server that sends back what it gets, and with a client that writes
 * ahead by completion handlers and reads by futures. Every few steps a connection is made, used and
 * closed, and one on which nothing comes, until its read is given up.
 */
public final class Asynchronous {
  private static final int BLOCK = 2_000;
  private static final int BLOCKS_PER_STEP = 10;
  private static final int WINDOW = 4;
  private static final int BRIEF = 3;
  private static final int GIVE_UP_MS = 15;

  private Asynchronous() {}

  /** What it accepts it answers. */
  private record Server(AsynchronousServerSocketChannel channel)
      implements CompletionHandler<AsynchronousSocketChannel, Void> {
    static Server open(AsynchronousChannelGroup group) throws IOException {
      Server server =
          new Server(
              AsynchronousServerSocketChannel.open(group)
                  .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
      server.channel.accept(null, server);
      return server;
    }

    InetSocketAddress address() throws IOException {
      return (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    public void completed(AsynchronousSocketChannel accepted, Void none) {
      channel.accept(null, this);
      new Answers(accepted, ByteBuffer.allocateDirect(1_500)).read();
    }

    @Override
    public void failed(Throwable cause, Void none) {
      System.out.println("accept failed: " + cause);
    }
  }

  /** Reads something, sends all of it back, and so on. */
  private record Answers(AsynchronousSocketChannel channel, ByteBuffer buffer)
      implements CompletionHandler<Integer, Boolean> {
    void read() {
      buffer.clear();
      channel.read(buffer, true, this);
    }

    @Override
    public void completed(Integer count, Boolean reading) {
      if (reading && count < 0) {
        try {
          channel.close();
        } catch (IOException e) {
          System.out.println("close failed: " + e);
        }
      } else if (!reading && !buffer.hasRemaining()) {
        read();
      } else {
        if (reading) {
          buffer.flip();
        }
        channel.write(buffer, false, this);
      }
    }

    @Override
    public void failed(Throwable cause, Boolean reading) {
      System.out.println("answer failed: " + cause);
    }
  }

  /** Writes a block when there is room in the window, and the next one when it has gone. */
  private static final class Writer implements CompletionHandler<Integer, ByteBuffer> {
    private final AsynchronousSocketChannel channel;
    private final Semaphore window = new Semaphore(0);
    private final Random random = new Random(2);
    private boolean writing;

    Writer(AsynchronousSocketChannel channel) {
      this.channel = channel;
    }

    synchronized void permit(int blocks) {
      window.release(blocks);
      if (!writing) {
        next();
      }
    }

    private void next() {
      writing = window.tryAcquire();
      if (writing) {
        byte[] block = new byte[BLOCK];
        random.nextBytes(block);
        ByteBuffer buffer = ByteBuffer.wrap(block);
        channel.write(buffer, buffer, this);
      }
    }

    @Override
    public synchronized void completed(Integer count, ByteBuffer buffer) {
      if (buffer.hasRemaining()) {
        channel.write(buffer, buffer, this);
      } else {
        next();
      }
    }

    @Override
    public void failed(Throwable cause, ByteBuffer buffer) {
      System.out.println("write failed: " + cause);
    }
  }

  /** One group with a server and a client. */
  private static final class Pair {
    private final AsynchronousChannelGroup group;
    private final Server server;
    private final AsynchronousSocketChannel client;
    private final Writer writer;
    private final Random expected = new Random(2);

    Pair(AsynchronousChannelGroup group) throws Exception {
      this.group = group;
      server = Server.open(group);
      client = connect();
      writer = new Writer(client);
      writer.permit(WINDOW);
    }

    private AsynchronousSocketChannel connect() throws Exception {
      AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group);
      channel.connect(server.address()).get();
      return channel;
    }

    boolean step() throws Exception {
      boolean right = true;
      byte[] wanted = new byte[BLOCK];
      for (int i = 0; i < BLOCKS_PER_STEP; i++) {
        ByteBuffer got = ByteBuffer.allocate(BLOCK);
        fill(client, got);
        expected.nextBytes(wanted);
        right &= Arrays.equals(got.array(), wanted);
        writer.permit(1);
      }
      return right;
    }

    String brief(int step) throws Exception {
      try (AsynchronousSocketChannel channel = connect()) {
        byte[] said = ("step " + step).getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(said)).get();
        ByteBuffer heard = ByteBuffer.allocate(said.length);
        fill(channel, heard);
        return new String(heard.array(), StandardCharsets.US_ASCII) + ", then " + silence(channel);
      }
    }

    private static String silence(AsynchronousSocketChannel channel) throws InterruptedException {
      CompletableFuture<Integer> read = new CompletableFuture<>();
      channel.read(
          ByteBuffer.allocate(1),
          GIVE_UP_MS,
          TimeUnit.MILLISECONDS,
          read,
          new CompletionHandler<Integer, CompletableFuture<Integer>>() {
            @Override
            public void completed(Integer count, CompletableFuture<Integer> future) {
              future.complete(count);
            }

            @Override
            public void failed(Throwable cause, CompletableFuture<Integer> future) {
              future.completeExceptionally(cause);
            }
          });
      try {
        return read.get() + " bytes";
      } catch (ExecutionException e) {
        return e.getCause() instanceof InterruptedByTimeoutException ? "silence" : "" + e;
      }
    }

    private static void fill(AsynchronousSocketChannel channel, ByteBuffer buffer)
        throws Exception {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer).get() < 0) {
          throw new IOException("end after " + buffer.position());
        }
      }
    }
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    List<AsynchronousChannelGroup> groups = new ArrayList<>();
    groups.add(null);
    groups.add(AsynchronousChannelGroup.withFixedThreadPool(2, Executors.defaultThreadFactory()));
    groups.add(AsynchronousChannelGroup.withCachedThreadPool(Executors.newCachedThreadPool(), 1));
    List<Pair> pairs = new ArrayList<>();
    for (AsynchronousChannelGroup group : groups) {
      pairs.add(new Pair(group));
    }
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      StringBuilder line = new StringBuilder("step " + step + ":");
      for (Pair pair : pairs) {
        line.append(pair.step() ? " right" : " WRONG");
      }
      if (step % BRIEF == 0) {
        line.append(", ").append(pairs.get(step / BRIEF % pairs.size()).brief(step));
      }
      System.out.println(line);
    }
    boolean same =
        pairs.stream().allMatch(pair -> pair.client.provider() == pair.server.channel.provider());
    System.out.println("done: one provider " + same);
    System.exit(0);
  }
}
