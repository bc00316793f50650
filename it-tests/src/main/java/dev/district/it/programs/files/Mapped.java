package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files mapped for reading, for reading and writing, and privately. */
public final class Mapped {
  private static final int BYTES = 20_000;

  private Mapped() {}

  private static MappedByteBuffer map(Path file, FileChannel.MapMode mode, long at, int bytes)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(mode, at, bytes);
    }
  }

  public static void main(String[] args) throws IOException {
    int steps = Pace.steps(args);
    Path directory = Scratch.directory();
    Path input = Scratch.lines(directory, "input", 2000);
    Path table = Scratch.lines(directory, "table", 2000);
    MappedByteBuffer read = map(input, FileChannel.MapMode.READ_ONLY, 4097, BYTES);
    MappedByteBuffer written = map(table, FileChannel.MapMode.READ_WRITE, 100, BYTES);
    MappedByteBuffer own = map(input, FileChannel.MapMode.PRIVATE, 0, BYTES);
    ByteBuffer view = written.slice(8000, 1600);
    for (int step = 0; step < steps; step++) {
      int text = read.get() + read.get();
      written.putLong(step * 8, step * 13L);
      own.putInt(step * 4, step * 17);
      Pace.beat();
      System.out.println(
          "step "
              + step
              + ": "
              + text
              + " "
              + written.getLong(step / 2 * 8)
              + " "
              + own.getInt(step / 2 * 4)
              + " "
              + view.get(step)
              + " "
              + read.isReadOnly());
    }
    written.force();
    System.out.println(
        "done: " + map(table, FileChannel.MapMode.READ_ONLY, 108, 8).getLong() + read.position());
  }
}
