package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a district, held by whoever runs it. The kernel lets go of it when the holder dies,
 * however it dies.
 *
 * <p>Such locks belong to the whole process, and closing <em>any</em> channel of the file would
 * drop them. Hence the table of locks held here: a second opening of the file by the same process
 * must not happen.
 */
final class StoreLock implements AutoCloseable {
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MS = 50;
  private static final int MAX_OWNER_BYTES = 200;
  private static final Set<Path> HELD = new HashSet<>();

  private final Path key;
  private final FileChannel channel;

  private StoreLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock. Tries for half a second, because somebody may only be looking whether it is
   * held.
   */
  static StoreLock acquire(Path file) throws IOException {
    Path key = file.toRealPath(LinkOption.NOFOLLOW_LINKS);
    for (int attempt = 1; ; attempt++) {
      StoreLock lock = tryAcquire(key);
      if (lock != null) {
        return lock;
      }
      if (attempt == ATTEMPTS) {
        throw new StoreException(
            Kind.BUSY,
            "the district is running" + owner(key),
            file.toString(),
            "stop it first, or wait until it has ended");
      }
      pause();
    }
  }

  /** Whether somebody holds the lock, this process included. */
  static boolean isHeld(Path file) throws IOException {
    StoreLock lock = tryAcquire(file.toRealPath(LinkOption.NOFOLLOW_LINKS));
    if (lock == null) {
      return true;
    }
    lock.close();
    return false;
  }

  private static @Nullable StoreLock tryAcquire(Path key) throws IOException {
    synchronized (HELD) {
      if (HELD.contains(key)) {
        return null;
      }
      FileChannel channel =
          FileChannel.open(
              key, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      boolean locked = false;
      try {
        FileLock lock = channel.tryLock();
        locked = lock != null;
      } finally {
        if (!locked) {
          channel.close();
        }
      }
      if (!locked) {
        return null;
      }
      HELD.add(key);
      return new StoreLock(key, channel);
    }
  }

  /** Leaves word of who holds the lock, for the message that others get. */
  void describe(String text) throws IOException {
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(line), 0);
  }

  private static String owner(Path key) {
    synchronized (HELD) {
      if (HELD.contains(key)) {
        return " in this very program";
      }
      try (FileChannel channel = FileChannel.open(key, StandardOpenOption.READ)) {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_OWNER_BYTES);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).trim();
        return text.isEmpty() ? "" : ": " + text;
      } catch (IOException e) {
        return "";
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the district's lock", e);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (HELD.remove(key)) {
        channel.close();
      }
    }
  }
}
