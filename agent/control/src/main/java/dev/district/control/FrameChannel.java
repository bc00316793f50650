package dev.district.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Reads and writes whole messages within a time limit. Channel reads have no timeout of their own,
 * hence the selector; it lives as long as one conversation.
 */
final class FrameChannel implements AutoCloseable {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;

  FrameChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    selector = Selector.open();
    try {
      key = channel.register(selector, 0);
    } catch (IOException | RuntimeException e) {
      selector.close();
      throw e;
    }
  }

  Frame read(Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_BYTES);
    fill(header, deadline, timeout);
    int body = Frame.bodyLength(header);
    ByteBuffer message = ByteBuffer.allocate(Frame.HEADER_BYTES + body).put(header.flip());
    fill(message, deadline, timeout);
    return Frame.decode(message.flip());
  }

  void write(Frame frame, Duration timeout) throws IOException {
    ByteBuffer message = frame.encode();
    long deadline = System.nanoTime() + timeout.toNanos();
    while (message.hasRemaining()) {
      if (channel.write(message) == 0) {
        await(SelectionKey.OP_WRITE, deadline, timeout);
      }
    }
  }

  private void fill(ByteBuffer buffer, long deadline, Duration timeout) throws IOException {
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer);
      if (count < 0) {
        throw new EOFException("the other side of the control connection went away");
      }
      if (count == 0) {
        await(SelectionKey.OP_READ, deadline, timeout);
      }
    }
  }

  private void await(int operation, long deadline, Duration timeout) throws IOException {
    long leftMs = (deadline - System.nanoTime() + 999_999) / 1_000_000;
    if (leftMs <= 0) {
      throw new ControlTimeoutException("no answer within " + DurationText.format(timeout));
    }
    key.interestOps(operation);
    selector.select(leftMs);
    selector.selectedKeys().clear();
  }

  /** Closes the selector; the channel belongs to the caller. */
  @Override
  public void close() throws IOException {
    selector.close();
  }
}
