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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lock file: who holds it, alone or together with others, is known to the kernel, which lets go
 * of it when the holder dies, however it dies.
 *
 * <p>Such locks belong to the whole process, and closing <em>any</em> channel of the file would
 * drop them. Hence the table of locks held here: a second opening of the file by the same process
 * must not happen.
 */
final class StoreLock implements AutoCloseable {
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MS = 50;
  private static final int MAX_OWNER_BYTES = 200;
  private static final int MAX_RECORD_BYTES = 4096;
  private static final Map<Path, StoreLock> HELD = new HashMap<>();

  private final Path key;
  private final FileChannel channel;
  private final Place place;

  private StoreLock(Path key, FileChannel channel, Place place) {
    this.key = key;
    this.channel = channel;
    this.place = place;
  }

  /**
   * Takes the lock of the whole district for this process alone. Tries for half a second, because
   * somebody may only be looking whether it is held.
   */
  static StoreLock acquire(Path file) throws IOException {
    return acquire(
        file,
        false,
        ATTEMPTS,
        "the district is running",
        "stop it first, or wait until it has ended");
  }

  /**
   * Takes the lock.
   *
   * @param shared together with others that share it
   * @param attempts how often to try, every 50 ms
   * @param reason what it means that somebody else holds it
   */
  static StoreLock acquire(Path file, boolean shared, int attempts, String reason, String remedy)
      throws IOException {
    Path key = file.toRealPath(LinkOption.NOFOLLOW_LINKS);
    for (int attempt = 1; ; attempt++) {
      StoreLock lock = tryAcquire(key, shared);
      if (lock != null) {
        return lock;
      }
      if (attempt >= attempts) {
        throw new StoreException(Kind.BUSY, reason + owner(key), file.toString(), remedy);
      }
      pause();
    }
  }

  /** Whether somebody holds the lock, this process included. */
  static boolean isHeld(Path file) throws IOException {
    return isHeld(file, false);
  }

  /** Whether somebody holds a lock that is never shared; those who look don't see each other. */
  static boolean isHeldAlone(Path file) throws IOException {
    return isHeld(file, true);
  }

  private static boolean isHeld(Path file, boolean shared) throws IOException {
    StoreLock lock = tryAcquire(file.toRealPath(LinkOption.NOFOLLOW_LINKS), shared);
    if (lock == null) {
      return true;
    }
    lock.close();
    return false;
  }

  private static @Nullable StoreLock tryAcquire(Path key, boolean shared) throws IOException {
    synchronized (HELD) {
      if (HELD.containsKey(key)) {
        return null;
      }
      Place place = Place.of(key);
      FileChannel channel =
          FileChannel.open(
              key, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      boolean locked = false;
      try {
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        locked = lock != null && place.isThere();
      } finally {
        if (!locked) {
          channel.close();
        }
      }
      if (!locked) {
        return null;
      }
      StoreLock lock = new StoreLock(key, channel, place);
      HELD.put(key, lock);
      return lock;
    }
  }

  /** Whether what is locked is still where it was: others look there. */
  boolean isInPlace() {
    return place.isThere();
  }

  /** Leaves word of who holds the lock, for the message that others get. */
  void describe(String text) throws IOException {
    write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces what the file holds; a reader may see half of it. */
  void write(byte[] content) throws IOException {
    channel.write(ByteBuffer.wrap(content), 0);
    channel.truncate(content.length);
  }

  private static String owner(Path key) {
    synchronized (HELD) {
      if (HELD.containsKey(key)) {
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

  /**
   * What the file holds. This process's own lock files must not be opened again: their content is
   * read through the channel that is open.
   */
  static byte[] read(Path file) throws IOException {
    Path key = file.toRealPath(LinkOption.NOFOLLOW_LINKS);
    synchronized (HELD) {
      StoreLock own = HELD.get(key);
      if (own != null) {
        return read(own.channel);
      }
      try (FileChannel channel =
          FileChannel.open(key, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        return read(channel);
      }
    }
  }

  private static byte[] read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_RECORD_BYTES);
    int count = channel.read(bytes, 0);
    return Arrays.copyOf(bytes.array(), Math.max(count, 0));
  }

  static void pause() throws IOException {
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
      if (HELD.remove(key, this)) {
        channel.close();
      }
    }
  }
}
