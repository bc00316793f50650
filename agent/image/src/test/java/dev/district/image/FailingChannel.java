package dev.district.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A file on a disk that is full after so many bytes, or that can't be forced. Writes a little at a
 * time.
 */
final class FailingChannel extends FileChannel {
  private static final int SHORT_WRITE = 100;

  private final FileChannel real;
  private long space;
  private final boolean canForce;

  FailingChannel(FileChannel real, long space, boolean canForce) {
    this.real = real;
    this.space = space;
    this.canForce = canForce;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int written = real.write(some(bytes));
    return advance(bytes, written);
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    int written = real.write(some(bytes), position);
    return advance(bytes, written);
  }

  private ByteBuffer some(ByteBuffer bytes) throws IOException {
    if (space == 0) {
      throw new IOException("No space left on device");
    }
    ByteBuffer part = bytes.duplicate();
    int count = (int) Math.min(Math.min(space, SHORT_WRITE), part.remaining());
    return part.limit(part.position() + count);
  }

  private int advance(ByteBuffer bytes, int written) {
    bytes.position(bytes.position() + written);
    space -= written;
    return written;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    if (!canForce) {
      throw new IOException("Input/output error");
    }
    real.force(metaData);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    real.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    real.truncate(size);
    return this;
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return real.read(bytes);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return real.read(bytes, position);
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
    return real.read(buffers, offset, length);
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
    throw new AssertionError("the writer gathers by itself");
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return real.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    return real.transferFrom(source, position, count);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return real.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }
}
