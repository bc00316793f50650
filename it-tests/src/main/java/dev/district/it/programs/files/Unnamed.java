package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that were deleted while they are open, and a device. */
public final class Unnamed {
  private Unnamed() {}

  public static void main(String[] args) throws IOException {
    int steps = Pace.steps(args);
    Path directory = Scratch.directory();
    File name = directory.resolve("deleted").toFile();
    try (RandomAccessFile deleted = new RandomAccessFile(name, "rw");
        FileChannel temporary =
            FileChannel.open(
                directory.resolve("temporary"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        InputStream zeros = Files.newInputStream(Path.of("/dev/zero"))) {
      System.out.println("deleted " + name.delete());
      for (int step = 0; step < steps; step++) {
        deleted.seek(deleted.length());
        deleted.writeLong(step * 7L);
        temporary.write(ByteBuffer.allocate(8).putLong(step * 9L).flip());
        Pace.beat();
        deleted.seek(step / 2 * 8L);
        ByteBuffer back = ByteBuffer.allocate(8);
        temporary.read(back, step / 3 * 8L);
        System.out.println(
            "step "
                + step
                + ": "
                + deleted.readLong()
                + " "
                + back.getLong(0)
                + " "
                + temporary.position()
                + " "
                + zeros.read());
      }
      System.out.println("done: " + deleted.length() + " bytes, exists " + name.exists());
    }
  }
}
