package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Mapped files in a working set, written to through mappings that stay and through some that don't,
 * and a lock that is held all the time.
 */
public final class OwnedMapped {
  private static final int LONGS = 64;

  private OwnedMapped() {}

  private static MappedByteBuffer map(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, LONGS * 8L);
    }
  }

  /** Whether the kernel knows of a lock of this process on the file. */
  private static boolean isLocked(Path file) throws IOException {
    String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
    String own = " " + ProcessHandle.current().pid() + " ";
    return Files.readAllLines(Path.of("/proc/locks")).stream()
        .anyMatch(line -> line.contains("POSIX") && line.contains(own) && line.contains(inode));
  }

  public static void main(String[] args) throws IOException {
    Path root = Files.createDirectories(Path.of("owned"));
    try (FileChannel channel =
            FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      LongBuffer kept = map(root.resolve("kept")).asLongBuffer();
      int steps = Pace.steps(args);
      long[] known = new long[LONGS];
      for (int step = 0; step < steps; step++) {
        int at = step * 13 % LONGS;
        int wrong = 0;
        for (int i = 0; i < LONGS; i++) {
          wrong += kept.get(i) == known[i] ? 0 : 1;
        }
        kept.put(at, kept.get(at) * 31 + step);
        known[at] = known[at] * 31 + step;
        LongBuffer passing = map(root.resolve("passing")).asLongBuffer();
        long before = passing.get(0);
        Pace.beat();
        passing.put(0, before + 1);
        System.out.println(
            "step "
                + step
                + ": wrong "
                + wrong
                + ", passing "
                + before
                + ", locked "
                + (lock.isValid() && isLocked(root.resolve("lock"))));
      }
    }
    System.out.println("done: " + Files.size(root.resolve("kept")));
  }
}
