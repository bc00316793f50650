package dev.district.control;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A connection to a member's agent: the asker's end. Closing it breaks off what is going on. */
public final class Conversation implements AutoCloseable {
  private final SocketChannel channel;
  private final FrameChannel frames;
  private final long incarnation;

  private Conversation(SocketChannel channel, FrameChannel frames, long incarnation) {
    this.channel = channel;
    this.frames = frames;
    this.incarnation = incarnation;
  }

  /**
   * Connects.
   *
   * @param incarnation the one that is meant; 0 for whichever runs
   * @throws ControlUnreachableException when nobody listens there
   * @throws IOException when the socket isn't private to its owner, or its server isn't run by them
   */
  public static Conversation with(Path socket, long incarnation) throws IOException {
    SocketDirectory directory;
    try {
      directory = SocketDirectory.open(socket);
    } catch (NoSuchFileException e) {
      throw new ControlUnreachableException(socket, e);
    }
    SocketChannel channel = connect(socket);
    try {
      directory.checkPeer(channel);
      return new Conversation(channel, new FrameChannel(channel), incarnation);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Sends one request and waits for its reply.
   *
   * @param verb one of {@link Verb}
   * @throws ControlTimeoutException when there is no reply in time; the agent may still be at work
   * @throws EOFException when the agent's JVM ends before it has replied
   * @throws ControlProtocolException when the reply is malformed or of another incarnation
   */
  public Reply ask(String verb, Map<String, String> arguments, Duration timeout)
      throws IOException {
    try {
      frames.write(new Frame(Frame.REQUEST, 0, incarnation, verb, arguments), timeout);
      Frame reply = frames.read(timeout);
      if (reply.kind() != Frame.REPLY) {
        throw new ControlProtocolException("the agent answered with a request");
      }
      if (incarnation != 0 && reply.code() == 0 && reply.incarnation() != incarnation) {
        throw new ControlProtocolException("incarnation " + reply.incarnation() + " answered");
      }
      return new Reply(reply.code(), reply.values(), reply.text());
    } catch (SocketException e) {
      throw ended(e);
    } catch (IOException e) {
      if ("Broken pipe".equals(e.getMessage()) || "Connection reset".equals(e.getMessage())) {
        throw ended(e);
      }
      throw e;
    }
  }

  static SocketChannel connect(Path socket) throws IOException {
    try (SocketAlias alias = SocketAlias.of(socket)) {
      return SocketChannel.open(alias.address());
    } catch (ConnectException | NoSuchFileException e) {
      throw new ControlUnreachableException(socket, e);
    } catch (SocketException e) {
      if (isMissing(e) || !Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
        throw new ControlUnreachableException(socket, e);
      }
      throw e;
    }
  }

  /** The socket may have come into being since then. */
  private static boolean isMissing(SocketException e) {
    return "No such file or directory".equals(e.getMessage());
  }

  private static EOFException ended(IOException cause) {
    EOFException ended = new EOFException("the agent's JVM ended before it replied");
    ended.initCause(cause);
    return ended;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      frames.close();
    }
  }
}
