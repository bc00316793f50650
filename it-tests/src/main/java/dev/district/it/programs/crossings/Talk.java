package dev.district.it.programs.crossings;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A chat, both sides on selectors. The server gives every word a running number and tells it to
 * all. A client sends its next word when it has heard its last. Everybody sees to it that no word
 * and no number is missing, doubled or out of order on a connection; whose connection breaks makes
 * another. If there is a file with keys, everything is encrypted.
 */
public final class Talk {
  private static final int REPORT = 100;
  private static final int PAUSE_MS = 5;
  private static final int BYE = -1;

  private final Place place;
  private final Selector selector = Selector.open();
  private final @Nullable SSLContext context;
  private long words;
  private int broken;

  private Talk(String directory) throws Exception {
    place = new Place(directory);
    Path keys = Path.of(directory, "keys.p12");
    context = Files.exists(keys) ? Tls.context(keys) : null;
  }

  /** One connection, from either side. */
  private static final class Speaker {
    long id;
    final Wire wire;
    boolean known;
    int said;
    int heard;
    long number;
    boolean leaving;

    Speaker(long id, Wire wire) {
      this.id = id;
      this.wire = wire;
    }
  }

  /**
   * Begins.
   *
   * @param args directory; {@code server} or {@code client}; number of connections
   */
  public static void main(String[] args) throws Exception {
    Talk talk = new Talk(args[0]);
    int connections = Integer.parseInt(args[2]);
    if (args[1].equals("server")) {
      talk.serve(connections);
    } else {
      talk.speak(connections);
    }
    System.out.println("broken " + talk.broken);
    System.out.println("done: nothing lost, doubled or reordered");
  }

  private Speaker add(SocketChannel channel, long id) throws IOException {
    channel.configureBlocking(false);
    Codec codec = context == null ? Codec.plain() : new Tls(context, id >= 0);
    Speaker speaker = new Speaker(id, new Wire(channel, codec));
    channel.register(selector, SelectionKey.OP_READ, speaker);
    return speaker;
  }

  private void serve(int connections) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    ServerSocketChannel listening = ServerSocketChannel.open().bind(new InetSocketAddress(here, 0));
    place.tell("talk", listening.socket().getLocalPort());
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
    Set<Long> left = new HashSet<>();
    while (left.size() < connections) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        SocketChannel accepted = key.isAcceptable() ? listening.accept() : null;
        if (accepted != null) {
          add(accepted, -1);
        }
      }
      selector.selectedKeys().clear();
      pump();
      while (speakers().stream().anyMatch(speaker -> speaker.wire.has(2))) {
        for (Speaker speaker : speakers()) {
          listen(speaker, left);
        }
        pump();
      }
    }
    while (isToWrite()) {
      Pace.sleep(PAUSE_MS);
      pump();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
  }

  /** Passes on what somebody has said, after a greeting with the number of the last word. */
  private void listen(Speaker speaker, Set<Long> left) {
    while (speaker.wire.has(2)) {
      speaker.id = speaker.wire.next();
      int said = (int) speaker.wire.next();
      if (!speaker.known) {
        speaker.known = true;
        speaker.said = said;
        continue;
      }
      if (said == BYE) {
        left.add(speaker.id);
      } else {
        check(said == ++speaker.said, "word " + said + " is not " + speaker.said);
      }
      words++;
      for (Speaker other : speakers()) {
        if (other.known) {
          other.wire.send(words);
          other.wire.send(speaker.id);
          other.wire.send(said);
        }
      }
      report();
    }
  }

  private void speak(int connections) throws IOException {
    int port = place.port("talk");
    for (int i = 0; i < connections; i++) {
      greet(port, i, 0);
    }
    while (!speakers().isEmpty()) {
      boolean end = place.isToEnd();
      for (Speaker speaker : speakers()) {
        hear(speaker);
        if (!speaker.leaving && speaker.said == speaker.heard) {
          speaker.leaving = end;
          speaker.said = end ? speaker.said : speaker.said + 1;
          speaker.wire.send(speaker.id);
          speaker.wire.send(end ? BYE : speaker.said);
        }
      }
      for (Speaker lost : pump()) {
        if (!lost.leaving) {
          greet(port, lost.id, lost.heard);
        }
      }
      selector.select(PAUSE_MS);
      selector.selectedKeys().clear();
    }
  }

  private void greet(int port, long id, int heard) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    SocketChannel channel = null;
    while (channel == null) {
      try {
        channel = SocketChannel.open(new InetSocketAddress(here, port));
      } catch (ConnectException e) {
        Pace.sleep(PAUSE_MS);
      }
    }
    Speaker speaker = add(channel, id);
    speaker.heard = heard;
    speaker.said = heard;
    speaker.wire.send(id);
    speaker.wire.send(heard);
  }

  private void hear(Speaker speaker) {
    while (speaker.wire.has(3)) {
      long number = speaker.wire.next();
      long id = speaker.wire.next();
      int said = (int) speaker.wire.next();
      check(
          speaker.number == 0 || number == speaker.number + 1, number + " after " + speaker.number);
      speaker.number = number;
      if (id == speaker.id && said != BYE) {
        check(said == ++speaker.heard, "heard " + said + " instead of " + speaker.heard);
      }
      words++;
      report();
    }
  }

  private void report() {
    if (words % REPORT == 0) {
      System.out.println(words + " words");
    }
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException("failed: " + otherwise);
    }
  }

  /** Moves what can be moved; returns whose connection has ended. */
  private List<Speaker> pump() throws IOException {
    List<Speaker> lost = new ArrayList<>();
    for (SelectionKey key : selector.keys()) {
      if (key.isValid() && key.attachment() instanceof Speaker speaker) {
        boolean ended;
        try {
          key.interestOps(speaker.wire.pump());
          ended = speaker.wire.hasEnded() && !speaker.wire.has(2);
        } catch (IOException e) {
          ended = true;
        }
        if (ended) {
          broken += speaker.leaving ? 0 : 1;
          key.cancel();
          key.channel().close();
          lost.add(speaker);
        }
      }
    }
    return lost;
  }

  private List<Speaker> speakers() {
    List<Speaker> all = new ArrayList<>();
    for (SelectionKey key : selector.keys()) {
      if (key.isValid() && key.attachment() instanceof Speaker speaker) {
        all.add(speaker);
      }
    }
    return all;
  }

  private boolean isToWrite() {
    return selector.keys().stream()
        .anyMatch(key -> key.isValid() && (key.interestOps() & SelectionKey.OP_WRITE) > 0);
  }
}
