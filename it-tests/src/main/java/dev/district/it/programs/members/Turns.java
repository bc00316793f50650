package dev.district.it.programs.members;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two members take turns by a number in a file of a working set, which one of them has declared,
 * and each remembers what the other must have made of it.
 *
 * <p>Arguments: 0 or 1, number of turns.
 */
public final class Turns {
  private Turns() {}

  public static void main(String[] args) throws IOException {
    long own = Long.parseLong(args[0]);
    int turns = Integer.parseInt(args[1]);
    Path directory = Files.createDirectories(Path.of("owned"));
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("turns").toFile(), "rw")) {
      if (own == 0) {
        file.setLength(8);
      }
      for (long turn = own; turn < turns; turn += 2) {
        long now = read(file);
        while (now < turn) {
          Pace.sleep(4);
          now = read(file);
        }
        file.seek(0);
        file.writeLong(turn + 1);
        Path mark = directory.resolve("turn " + turn);
        boolean there = Files.exists(mark);
        Files.writeString(mark, "by " + own);
        System.out.println("turn " + now + (there ? " was there" : ""));
      }
    }
    System.out.println("done: " + own);
  }

  private static long read(RandomAccessFile file) throws IOException {
    file.seek(0);
    return file.length() < 8 ? 0 : file.readLong();
  }
}
