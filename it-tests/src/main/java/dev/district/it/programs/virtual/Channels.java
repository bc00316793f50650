package dev.district.it.programs.virtual;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Channels in virtual threads: one that selects, with and without a time-out, and serves; clients
 * in blocking mode; a server that accepts and reads in blocking mode; one that receives datagrams.
 */
public final class Channels {
  private static final int WORD = 8;

  private Channels() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Selector selector = Selector.open();
    ServerSocketChannel selected = ServerSocketChannel.open().bind(any);
    selected.configureBlocking(false);
    selected.register(selector, SelectionKey.OP_ACCEPT);
    ServerSocketChannel blocking = ServerSocketChannel.open().bind(any);
    DatagramChannel datagrams = DatagramChannel.open().bind(any);
    SynchronousQueue<Long> first = new SynchronousQueue<>();
    SynchronousQueue<Long> second = new SynchronousQueue<>();
    SynchronousQueue<Long> received = new SynchronousQueue<>();
    Virtual.start("selecting", () -> select(selector));
    Virtual.start("accepting", () -> accept(blocking));
    Virtual.start("receiving", () -> receive(datagrams, received));
    Virtual.start("first", () -> ask(selected, steps, first));
    Virtual.start("second", () -> ask(blocking, steps, second));
    DatagramChannel sender = DatagramChannel.open().bind(any);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      Long datagram = null;
      while (datagram == null || datagram != step) {
        sender.send(word(step), datagrams.getLocalAddress());
        datagram = received.poll(200, TimeUnit.MILLISECONDS);
      }
      System.out.println("step " + step + ": " + first.take() + " " + second.take());
    }
    blocking.close();
    System.out.println("done: " + selector.keys().contains(selected.keyFor(selector)));
    System.exit(0);
  }

  private static ByteBuffer word(long value) {
    return ByteBuffer.allocate(WORD).putLong(value).flip();
  }

  private static void ask(ServerSocketChannel server, int steps, SynchronousQueue<Long> answers)
      throws IOException, InterruptedException {
    try (SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
      for (int step = 0; step < steps; step++) {
        channel.write(word(step));
        answers.put(read(channel));
      }
    }
  }

  private static long read(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(WORD);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return -1;
      }
    }
    return buffer.flip().getLong();
  }

  private static void accept(ServerSocketChannel server) throws IOException {
    try (SocketChannel channel = server.accept()) {
      for (long asked = read(channel); asked >= 0; asked = read(channel)) {
        Pace.sleep(3);
        channel.write(word(asked * 3));
      }
    }
  }

  private static void receive(DatagramChannel channel, SynchronousQueue<Long> received)
      throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.allocate(WORD);
    for (; ; ) {
      buffer.clear();
      channel.receive(buffer);
      received.offer(buffer.flip().getLong(), 100, TimeUnit.MILLISECONDS);
    }
  }

  private static void select(Selector selector) throws IOException {
    for (int round = 0; ; round++) {
      int ready = round % 3 == 0 ? selector.select(40) : selector.select();
      Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
      while (ready > 0 && keys.hasNext()) {
        SelectionKey key = keys.next();
        keys.remove();
        if (key.channel() instanceof ServerSocketChannel server) {
          SocketChannel channel = server.accept();
          if (channel != null) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(WORD));
          }
        } else {
          answer(key);
        }
      }
    }
  }

  private static void answer(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    ByteBuffer word = (ByteBuffer) key.attachment();
    if (channel.read(word) < 0) {
      channel.close();
    } else if (!word.hasRemaining()) {
      long asked = word.flip().getLong();
      word.clear();
      Pace.sleep(3);
      channel.write(word(asked * 2));
    }
  }
}
