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

/** The launcher's end of the control socket. */
public final class ControlClient {
  private ControlClient() {}

  /**
   * Asks whichever incarnation runs.
   *
   * @see #call(Path, long, String, Map, Duration)
   */
  public static Reply call(
      Path socket, String verb, Map<String, String> arguments, Duration timeout)
      throws IOException {
    return call(socket, 0, verb, arguments, timeout);
  }

  /**
   * Sends one request and waits for its reply.
   *
   * @param incarnation the one that is meant; 0 for whichever runs
   * @param verb one of {@link Verb}
   * @throws ControlUnreachableException when nobody listens there
   * @throws ControlTimeoutException when there is no reply in time; the agent may still be at work
   * @throws EOFException when the agent's JVM ends before it has replied
   * @throws ControlProtocolException when the reply is malformed or of another incarnation
   * @throws IOException when the socket isn't private to its owner, or its server isn't run by them
   */
  public static Reply call(
      Path socket, long incarnation, String verb, Map<String, String> arguments, Duration timeout)
      throws IOException {
    SocketDirectory directory;
    try {
      directory = SocketDirectory.open(socket);
    } catch (NoSuchFileException e) {
      throw new ControlUnreachableException(socket, e);
    }
    try (SocketChannel channel = connect(socket);
        FrameChannel frames = new FrameChannel(channel)) {
      directory.checkPeer(channel);
      frames.write(new Frame(Frame.REQUEST, 0, incarnation, verb, arguments), timeout);
      Frame reply = frames.read(timeout);
      if (reply.kind() != Frame.REPLY) {
        throw new ControlProtocolException("the agent answered with a request");
      }
      if (incarnation != 0 && reply.code() == 0 && reply.incarnation() != incarnation) {
        throw new ControlProtocolException("incarnation " + reply.incarnation() + " answered");
      }
      return new Reply(reply.code(), reply.values(), reply.text());
    } catch (ControlUnreachableException | ControlTimeoutException | ControlProtocolException e) {
      throw e;
    } catch (SocketException e) {
      throw ended(e);
    } catch (IOException e) {
      if ("Broken pipe".equals(e.getMessage()) || "Connection reset".equals(e.getMessage())) {
        throw ended(e);
      }
      throw e;
    }
  }

  private static SocketChannel connect(Path socket) throws IOException {
    try (SocketAlias alias = SocketAlias.of(socket)) {
      return SocketChannel.open(alias.address());
    } catch (ConnectException | NoSuchFileException e) {
      throw new ControlUnreachableException(socket, e);
    } catch (SocketException e) {
      if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
        throw new ControlUnreachableException(socket, e);
      }
      throw e;
    }
  }

  private static EOFException ended(IOException cause) {
    EOFException ended = new EOFException("the agent's JVM ended before it replied");
    ended.initCause(cause);
    return ended;
  }
}
