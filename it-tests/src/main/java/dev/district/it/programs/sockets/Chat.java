package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A chat server on one selector, with members that come and go: every word of one is told to all.
 * The selector waits without a limit, with one, and is woken up.
 */
public final class Chat {
  private static final int WORD = 8;
  private static final int MEMBERS = 4;

  private final Selector selector;
  private final ServerSocketChannel listening;
  private volatile int wakeUps;

  private Chat() throws IOException {
    selector = Selector.open();
    listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    Chat chat = new Chat();
    Thread server = new Thread(chat::serve, "server");
    server.setDaemon(true);
    server.start();
    List<SocketChannel> members = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      if (members.size() == MEMBERS) {
        members.remove(0).close();
      } else {
        SocketChannel member = SocketChannel.open(chat.listening.getLocalAddress());
        members.add(member);
        expect(member, -1);
      }
      Pace.beat();
      int speaker = step % members.size();
      send(members.get(speaker), step);
      long heard = 0;
      for (SocketChannel member : members) {
        heard += expect(member, step);
      }
      if (step % 5 == 0) {
        chat.selector.wakeup();
      }
      System.out.println("step " + step + ": " + members.size() + " members, heard " + heard);
    }
    for (SocketChannel member : members) {
      member.close();
    }
    System.out.println("done: selector open " + chat.selector.isOpen());
  }

  private static void send(SocketChannel channel, long word) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(WORD).putLong(word).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static long expect(SocketChannel channel, long word) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(WORD);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        System.out.println("the server has gone");
        return 0;
      }
    }
    long heard = buffer.flip().getLong();
    if (heard != word) {
      System.out.println("heard " + heard + " instead of " + word);
    }
    return heard;
  }

  private void serve() {
    try {
      for (int round = 0; ; round++) {
        int ready = round % 2 == 0 ? selector.select() : selector.select(20);
        if (ready == 0) {
          wakeUps++;
        }
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
          SelectionKey key = keys.next();
          keys.remove();
          if (key.isAcceptable()) {
            accept();
          } else if (key.isValid() && key.isReadable()) {
            read(key);
          }
        }
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
  }

  private void accept() throws IOException {
    SocketChannel member = listening.accept();
    if (member != null) {
      send(member, -1);
      member.configureBlocking(false);
      member.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(WORD));
    }
  }

  private void read(SelectionKey key) throws IOException {
    SocketChannel from = (SocketChannel) key.channel();
    ByteBuffer word = (ByteBuffer) key.attachment();
    int count = from.read(word);
    if (count < 0) {
      key.cancel();
      from.close();
    } else if (!word.hasRemaining()) {
      long said = word.flip().getLong();
      word.clear();
      for (SelectionKey other : selector.keys()) {
        if (other.isValid() && other.channel() instanceof SocketChannel member) {
          send(member, said);
        }
      }
    }
  }
}
