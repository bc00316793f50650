package dev.district.core.wire;

import dev.district.image.meta.Bytes;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.NativeBuffers;
import dev.district.jdk.Raw;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way to or from a socket. They lie outside the heap, which is the program's and may
 * be too small for them: the kernel holds up to ten megabytes for each direction of a connection.
 * Belongs to whoever made it and everybody who {@linkplain #share shares} it, until each of them
 * has closed it.
 */
public final class Block implements Bytes {
  private static final int LEAST = 1 << 9;
  private static final int MOST = 1 << 20;
  private static final long ARRAY = Raw.arrayBase(byte[].class);

  private final List<Chunk> chunks = new ArrayList<>();
  private long length;
  private int holders = 1;

  /** All but the last are full. */
  private record Chunk(long address, int capacity, long start) {
    long end() {
      return start + capacity;
    }
  }

  /** A copy of these bytes. */
  public static Block of(byte[] bytes) {
    Block block = new Block();
    block.append(bytes);
    return block;
  }

  /** A copy of what is in a section of an image. */
  public static Block make(long length, Source source) {
    Block block = new Block();
    while (block.length < length) {
      ByteBuffer some = source.next(length - block.length);
      block.copy(null, NativeBuffers.address(some) + some.position(), some.remaining());
    }
    return block;
  }

  /** What a socket has received and nobody has read; it stays where it is. */
  public static Block peek(KernelSocket socket) {
    Block block = new Block();
    for (int size = socket.available() + 1; ; size *= 2) {
      Chunk chunk = new Chunk(Raw.allocateMemory(size), size, 0);
      int count = socket.peek(chunk.address, size);
      if (count < size) {
        block.chunks.add(chunk);
        block.length = Math.max(0, count);
        return block;
      }
      Raw.freeMemory(chunk.address);
    }
  }

  @Override
  public synchronized long length() {
    return length;
  }

  public void append(byte[] bytes) {
    copy(bytes, ARRAY, bytes.length);
  }

  /** Appends the other's bytes from a position on. */
  public void append(Block other, long from) {
    synchronized (other) {
      for (Chunk chunk : other.open().chunks) {
        long first = Math.max(from, chunk.start);
        long last = Math.min(chunk.end(), other.length);
        if (first < last) {
          copy(null, chunk.address + first - chunk.start, last - first);
        }
      }
    }
  }

  /** Appends bytes from memory outside the heap. */
  public void append(long address, long count) {
    copy(null, address, count);
  }

  private synchronized void copy(@Nullable Object base, long offset, long count) {
    long done = 0;
    while (done < count) {
      Chunk last = room();
      long part = Math.min(last.end() - length, count - done);
      Raw.copyMemory(base, offset + done, null, last.address + length - last.start, part);
      length += part;
      done += part;
    }
  }

  /** The last chunk, which has room. */
  private Chunk room() {
    Chunk last = open().chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
    if (last == null || last.end() == length) {
      int capacity = (int) Math.max(LEAST, Math.min(MOST, length));
      last = new Chunk(Raw.allocateMemory(capacity), capacity, length);
      chunks.add(last);
    }
    return last;
  }

  /** Appends what a socket has received, as much as there is now; the number of bytes. */
  public long receive(KernelSocket socket) {
    return receive(socket, Long.MAX_VALUE);
  }

  /** Appends at most so many bytes of what a socket has received. */
  public synchronized long receive(KernelSocket socket, long most) {
    long before = length;
    while (length - before < most) {
      Chunk last = room();
      long wanted = Math.min(last.end() - length, most - (length - before));
      int count = socket.receive(last.address + length - last.start, (int) wanted);
      if (count <= 0) {
        break;
      }
      length += count;
    }
    return length - before;
  }

  /** Sends what the socket takes without waiting, from a position on; the number of bytes. */
  public synchronized long send(KernelSocket socket, long from) {
    long sent = from;
    for (Chunk chunk : open().chunks) {
      long last = Math.min(chunk.end(), length);
      while (sent >= chunk.start && sent < last) {
        int count = socket.send(chunk.address + sent - chunk.start, (int) (last - sent));
        if (count <= 0) {
          return sent - from;
        }
        sent += count;
      }
    }
    return sent - from;
  }

  @Override
  public synchronized Iterable<ByteBuffer> chunks() {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (Chunk chunk : open().chunks) {
      int used = (int) (Math.min(chunk.end(), length) - chunk.start);
      buffers.add(NativeBuffers.wrap(chunk.address, used));
    }
    return buffers;
  }

  /** A copy on the heap. */
  public static byte[] array(Bytes bytes) {
    byte[] array = new byte[Math.toIntExact(bytes.length())];
    ByteBuffer all = ByteBuffer.wrap(array);
    bytes.chunks().forEach(all::put);
    return array;
  }

  /** A block with these bytes that the caller may append to: these, if they are one. */
  public static Block from(Bytes bytes) {
    return bytes instanceof Block block ? block : of(array(bytes));
  }

  private Block open() {
    if (holders == 0) {
      throw new IllegalStateException("a block is used after it was closed");
    }
    return this;
  }

  /** The same bytes for one more who closes them. Nothing may be appended afterwards. */
  public synchronized Block share() {
    open().holders++;
    return this;
  }

  @Override
  public synchronized void close() {
    if (open().holders-- == 1) {
      chunks.forEach(chunk -> Raw.freeMemory(chunk.address));
      chunks.clear();
    }
  }
}
