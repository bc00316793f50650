package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks on files are held again after a restart. */
public final class Locks {
  private Locks() {}

  private static String attempt(FileChannel channel, long at) throws IOException {
    try (FileLock lock = channel.tryLock(at, 10, false)) {
      return lock == null ? "elsewhere" : "free";
    } catch (OverlappingFileLockException e) {
      return "held";
    }
  }

  public static void main(String[] args) throws IOException {
    Path directory = Scratch.directory();
    Path file = Scratch.lines(directory, "locked", 100);
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock whole = channel.lock(0, 50, false);
      FileLock shared = channel.lock(100, 10, true);
      int steps = Pace.steps(args);
      for (int step = 0; step < steps; step++) {
        Pace.beat();
        System.out.println(
            "step "
                + step
                + ": "
                + attempt(other, 20)
                + " "
                + attempt(channel, 105)
                + " "
                + attempt(other, 60)
                + " "
                + whole.isValid());
      }
      whole.release();
      System.out.println("done: " + attempt(other, 20) + " " + shared.isShared());
    }
  }
}
