package dev.district.core.wire;

import dev.district.boot.Refilling;
import dev.district.core.threads.ApplicationThreads;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.SocketObject;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes that a checkpoint has taken out of a connection back into it, behind the program's
 * back, when the buffers don't take them at once. The program's own writes wait meanwhile ({@link
 * Refilling}); an end of output, or a close, comes after the bytes.
 */
public final class Refills implements Refilling.Postponer {
  public static final Refills INSTANCE = new Refills();
  private static final int PAUSE_MS = 1;

  private final List<Refill> refills = new ArrayList<>();
  private @Nullable Thread thread;
  private @Nullable FileDescriptor idle;
  private int paused;

  /** One direction of a connection. */
  private static final class Refill implements Sending {
    final @Nullable FileDescriptor sender;
    final KernelSocket socket;
    final Block bytes;
    volatile long done;
    final long length;
    volatile boolean over;
    boolean end;
    boolean reset;
    @Nullable FileDescriptor receiver;

    Refill(@Nullable FileDescriptor sender, KernelSocket socket, Block bytes) {
      this.sender = sender;
      this.socket = socket;
      this.bytes = bytes;
      this.length = bytes.length();
    }

    @Override
    public long left() {
      return over ? 0 : length - done;
    }

    /** What is still to be sent. */
    Block take() {
      over = true;
      Block rest = new Block();
      rest.append(bytes, done);
      bytes.close();
      return rest;
    }
  }

  /** What is being sent. */
  public interface Sending {
    /** How many bytes are still to be sent. */
    long left();
  }

  private static final Sending OVER = () -> 0;

  private Refills() {}

  /**
   * Sends the bytes, then the end if it had come; in the background what can't be sent at once.
   *
   * @param sender descriptor of the program's that sends, null for a socket of the agent's own
   * @param bytes shared as long as they are needed
   */
  public synchronized Sending send(
      @Nullable FileDescriptor sender, KernelSocket socket, Block bytes, boolean end) {
    long sent = bytes.send(socket, 0);
    if (sent == bytes.length()) {
      if (end) {
        socket.shutdownOutput();
      }
      return OVER;
    }
    Refill refill = new Refill(sender, socket.duplicate(), bytes.share());
    refill.done = sent;
    refill.end = end;
    refills.add(refill);
    publish();
    start();
    return refill;
  }

  /** {@link #send(FileDescriptor, KernelSocket, Block, boolean)} for bytes on the heap. */
  public Sending send(
      @Nullable FileDescriptor sender, KernelSocket socket, byte[] bytes, boolean end) {
    try (Block block = Block.of(bytes)) {
      return send(sender, socket, block, end);
    }
  }

  /**
   * Sends the bytes from a socket of the agent's own, and closes or resets it behind them.
   *
   * @param receiver descriptor of the program's to which they go, if it is to be asked for
   * @param bytes shared as long as they are needed
   */
  public synchronized void sendAndClose(
      @Nullable FileDescriptor receiver, KernelSocket socket, Block bytes, boolean reset) {
    Refill refill = new Refill(null, socket, bytes.share());
    refill.receiver = receiver;
    refill.reset = reset;
    if (!sendMore(refill)) {
      refills.add(refill);
      start();
    }
  }

  /** Nothing is sent until {@link #goOn}. */
  public synchronized void pause() {
    paused++;
  }

  public synchronized void goOn() {
    paused--;
    notifyAll();
  }

  /** Takes over what is still to be sent through a descriptor, while paused. */
  public synchronized Block take(FileDescriptor sender) {
    for (Refill refill : List.copyOf(refills)) {
      if (refill.sender == sender) {
        refills.remove(refill);
        refill.socket.close();
        publish();
        return refill.take();
      }
    }
    return new Block();
  }

  /** Takes over what is still to be sent, with its socket closed. */
  public synchronized Block take(Sending sending) {
    if (!(sending instanceof Refill refill) || !refills.remove(refill)) {
      return new Block();
    }
    refill.socket.close();
    publish();
    return refill.take();
  }

  /** What is still to be sent from a socket of the agent's own. */
  public record Rest(KernelSocket socket, Block bytes, boolean reset) {}

  /** Takes over what is still to be sent to a descriptor, with the socket, while paused. */
  public synchronized @Nullable Rest takeFor(FileDescriptor receiver) {
    for (Refill refill : List.copyOf(refills)) {
      if (refill.receiver == receiver) {
        refills.remove(refill);
        return new Rest(refill.socket, refill.take(), refill.reset);
      }
    }
    return null;
  }

  public synchronized boolean isSending(FileDescriptor sender) {
    return refills.stream().anyMatch(refill -> refill.sender == sender);
  }

  /** Whether an end of output waits behind bytes that are still to be sent. */
  public synchronized boolean endsLater(FileDescriptor sender) {
    return refills.stream().anyMatch(refill -> refill.sender == sender && refill.end);
  }

  @Override
  public synchronized void endLater(FileDescriptor sender) {
    for (Refill refill : refills) {
      if (refill.sender == sender) {
        refill.end = true;
      }
    }
  }

  /** A socket that is not connected: a shutdown of it is taken for one that came too late. */
  @Override
  public synchronized FileDescriptor idle() {
    FileDescriptor found = idle;
    if (found == null) {
      found = SocketObject.descriptor(KernelSocket.open(KernelSocket.INET, KernelSocket.STREAM));
      idle = found;
    }
    return found;
  }

  private void publish() {
    Refilling.install(this);
    List<FileDescriptor> senders = new ArrayList<>();
    for (Refill refill : refills) {
      if (refill.sender != null) {
        senders.add(refill.sender);
      }
    }
    Refilling.senders(senders.toArray(new FileDescriptor[0]));
  }

  private void start() {
    if (thread == null) {
      Thread sending =
          new Thread(ApplicationThreads.baseGroup(), this::run, "district-refill", 0, false);
      sending.setDaemon(true);
      thread = sending;
      sending.start();
    }
    notifyAll();
  }

  private synchronized void run() {
    while (!refills.isEmpty()) {
      if (paused == 0) {
        refills.removeIf(Refills::sendMore);
        publish();
      }
      try {
        wait(PAUSE_MS);
      } catch (InterruptedException e) {
        break;
      }
    }
    thread = null;
  }

  /** True when all has been sent, or nobody will take it any more. */
  private static boolean sendMore(Refill refill) {
    refill.done = refill.done + refill.bytes.send(refill.socket, refill.done);
    boolean over = refill.done == refill.length && (!refill.reset || refill.socket.unsent() == 0);
    if (!over && !refill.socket.hasFailed() && !refill.socket.refusesOutput()) {
      return false;
    }
    if (refill.end) {
      refill.socket.shutdownOutput();
    }
    if (refill.reset) {
      refill.socket.linger(0);
    }
    refill.socket.close();
    refill.over = true;
    refill.bytes.close();
    return true;
  }
}
