package dev.district.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end of the control socket: one daemon thread, {@value #THREAD_NAME}, that serves one
 * request at a time.
 *
 * <p>A request that isn't complete within five seconds is dropped, so that nobody can hold the
 * thread; the coordinator of a checkpoint of several members has a minute between two steps. While
 * a checkpoint runs, other requests wait. The thread belongs to the topmost thread group, has no
 * context class loader and inherits no thread-locals: the application sees nothing of it.
 *
 * <p>A socket file left over by a killed JVM is replaced. One that still answers is not: then
 * another incarnation is alive, which the store's lock should have ruled out.
 */
public final class ControlServer implements AutoCloseable {
  /** Name of the accept thread. */
  public static final String THREAD_NAME = "district-control";

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(5);

  /** What a coordinator may take for its next step before it counts as dead. */
  private static final Duration STEP_TIMEOUT = Duration.ofSeconds(60);

  private static final int BACKLOG = 16;
  private static final int RETRY_PAUSE_MS = 200;
  private static final int MESSAGE_LIMIT_CHARS = 100_000;

  private final Path socket;
  private final long incarnation;
  private final AgentCommands commands;
  private @Nullable ServerSocketChannel listener;

  /**
   * @param socket {@code <home>/<district>/run/<member>.sock}; its directory is made when missing
   * @param incarnation this JVM's, above 0
   */
  public ControlServer(Path socket, long incarnation, AgentCommands commands) {
    if (incarnation <= 0) {
      throw new IllegalArgumentException("incarnation " + incarnation + " is not above 0");
    }
    this.socket = socket.toAbsolutePath().normalize();
    this.incarnation = incarnation;
    this.commands = commands;
  }

  /** Binds the socket and starts the thread. */
  public synchronized void start() throws IOException {
    if (listener != null) {
      throw new IllegalStateException("the control server of " + socket + " has been started");
    }
    SocketDirectory place = SocketDirectory.make(socket);
    removeOrphan();
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try (SocketAlias alias = SocketAlias.of(socket)) {
      channel.bind(alias.address(), BACKLOG);
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      place.checkOwnerOf(socket);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    listener = channel;
    Thread thread = new Thread(topGroup(), () -> accept(channel, place), THREAD_NAME, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  /** Closes the socket and removes its file; the thread ends. */
  @Override
  public synchronized void close() throws IOException {
    ServerSocketChannel channel = listener;
    if (channel != null && channel.isOpen()) {
      channel.close();
      Files.deleteIfExists(socket);
    }
  }

  private void removeOrphan() throws IOException {
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (SocketAlias alias = SocketAlias.of(socket);
        SocketChannel other = SocketChannel.open(alias.address())) {
      throw new IOException(
          "another agent answers at " + socket + "; stop that member first, or name this one anew");
    } catch (ConnectException e) {
      Files.delete(socket);
    }
  }

  /** Goes on whatever happens, short of the socket's end: the program must not lose its agent. */
  private void accept(ServerSocketChannel channel, SocketDirectory place) {
    while (channel.isOpen()) {
      try (SocketChannel peer = channel.accept()) {
        serve(peer, place);
      } catch (Throwable e) {
        if (channel.isOpen()) {
          pause();
        }
      }
    }
  }

  private void serve(SocketChannel peer, SocketDirectory place) throws IOException {
    Dispatcher dispatcher = new Dispatcher(incarnation, commands);
    try (FrameChannel frames = new FrameChannel(peer)) {
      place.checkPeer(peer);
      Duration patience = REQUEST_TIMEOUT;
      while (serve(frames, dispatcher, patience)) {
        patience = STEP_TIMEOUT;
      }
    } finally {
      if (dispatcher.breakOff()) {
        commands.halt();
      }
    }
  }

  /** One request; whether another may follow. */
  private boolean serve(FrameChannel frames, Dispatcher dispatcher, Duration patience)
      throws IOException {
    Frame request;
    try {
      request = frames.read(patience);
    } catch (ControlProtocolException e) {
      answer(frames, Reply.failed(ExitCode.USAGE, String.valueOf(e.getMessage())));
      return false;
    }
    Reply reply = dispatcher.dispatch(request);
    try {
      answer(frames, reply);
    } finally {
      if (dispatcher.endsAfter(request, reply)) {
        commands.halt();
      }
    }
    return dispatcher.goesOn(reply);
  }

  private void answer(FrameChannel frames, Reply reply) throws IOException {
    try {
      frames.write(frame(reply.exitCode(), reply.values(), reply.message()), REPLY_TIMEOUT);
    } catch (ControlProtocolException tooLong) {
      String message = reply.message();
      String cut =
          message.substring(0, Math.min(message.length(), MESSAGE_LIMIT_CHARS))
              + "\n(the rest of the agent's answer was too long)";
      frames.write(frame(reply.exitCode(), Map.of(), cut), REPLY_TIMEOUT);
    }
  }

  private Frame frame(int code, Map<String, String> values, String message) {
    return new Frame(Frame.REPLY, code, incarnation, message, values);
  }

  private static ThreadGroup topGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.interrupted();
    }
  }
}
