package dev.district.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * A conversation between the agents of two districts, over a Unix-domain socket that only their
 * owner can reach. Whole messages go either way within a time limit:
 *
 * <pre>
 * magic "DPER" 4 | version 4 | length 4 | CRC-32 of the rest 4 | bytes
 * </pre>
 */
public final class PeerChannel implements AutoCloseable {
  private static final int MAGIC = 0x44504552;
  private static final int VERSION = 1;
  private static final int HEADER = 16;
  private static final int LIMIT = 1 << 29;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Duration patience;

  PeerChannel(SocketChannel channel, Duration patience) throws IOException {
    this.channel = channel;
    this.patience = patience;
    channel.configureBlocking(false);
    selector = Selector.open();
    key = channel.register(selector, 0);
  }

  /**
   * Connects.
   *
   * @param patience how long to wait for each message
   * @throws ControlUnreachableException when nobody listens there
   */
  public static PeerChannel to(Path socket, Duration patience) throws IOException {
    SocketDirectory directory;
    try {
      directory = SocketDirectory.open(socket);
    } catch (NoSuchFileException e) {
      throw new ControlUnreachableException(socket, e);
    }
    SocketChannel channel = Conversation.connect(socket);
    try {
      directory.checkPeer(channel);
      return new PeerChannel(channel, patience);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Sends one message. */
  public void send(byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ByteBuffer message = ByteBuffer.allocate(HEADER + bytes.length);
    message.putInt(MAGIC).putInt(VERSION).putInt(bytes.length).putInt((int) crc.getValue());
    message.put(bytes).flip();
    long deadline = System.nanoTime() + patience.toNanos();
    while (message.hasRemaining()) {
      if (channel.write(message) == 0) {
        await(SelectionKey.OP_WRITE, deadline);
      }
    }
  }

  /** Waits for one message. */
  public byte[] receive() throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    fill(header, deadline);
    int length = header.getInt(8);
    if (header.getInt(0) != MAGIC || header.getInt(4) != VERSION || length < 0 || length > LIMIT) {
      throw new ControlProtocolException("another agent speaks otherwise; use one release");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    fill(bytes, deadline);
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    if ((int) crc.getValue() != header.getInt(12)) {
      throw new ControlProtocolException("message of another agent with a wrong checksum");
    }
    return bytes.array();
  }

  private void fill(ByteBuffer buffer, long deadline) throws IOException {
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer);
      if (count < 0) {
        throw new EOFException("the other agent went away");
      }
      if (count == 0) {
        await(SelectionKey.OP_READ, deadline);
      }
    }
  }

  private void await(int operation, long deadline) throws IOException {
    long leftMs = (deadline - System.nanoTime() + 999_999) / 1_000_000;
    if (leftMs <= 0) {
      throw new ControlTimeoutException(
          "the other agent does not answer within " + DurationText.format(patience));
    }
    key.interestOps(operation);
    selector.select(leftMs);
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
