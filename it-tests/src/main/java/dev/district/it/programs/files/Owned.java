package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files in a working set, of which the program knows at each step what is in them: written at
 * random and at the end, by streams and channels that stay open; made, renamed, deleted, linked,
 * given modes and times.
 */
public final class Owned {
  private Owned() {}

  private static void come(Path root, int step) throws IOException {
    Path directory = root.resolve("batch " + step / 5);
    Files.createDirectories(directory);
    Path file = directory.resolve("file " + step);
    Files.writeString(file, ("step " + step + "\n").repeat(step * 37 % 400));
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(step % 2 == 0 ? "rw-r-----" : "r--------"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_123L + step));
    if (step % 4 == 0) {
      Files.createSymbolicLink(directory.resolve("link " + step), Path.of("file " + step));
    }
  }

  private static void go(Path root, int step) throws IOException {
    Path file = root.resolve("batch " + step / 5).resolve("file " + step);
    if (step % 3 == 0) {
      Files.move(file, root.resolve("renamed"), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(file);
    }
    if (step % 4 == 0) {
      Files.delete(file.resolveSibling("link " + step));
    }
    if (step % 5 == 4) {
      Files.delete(file.getParent());
    }
  }

  public static void main(String[] args) throws IOException {
    int steps = Pace.steps(args);
    Path root = Files.createDirectories(Path.of("owned"));
    Model model = new Model(root);
    try (RandomAccessFile random = new RandomAccessFile(root.resolve("random").toFile(), "rw");
        FileOutputStream appended =
            new FileOutputStream(root.resolve("appended").toString(), true);
        BufferedWriter text = new BufferedWriter(new FileWriter(root.resolve("text").toFile()));
        FileChannel channel =
            FileChannel.open(
                root.resolve("channel"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      long sum = 0;
      for (int step = 0; step < steps; step++) {
        random.seek(step % 7 * 8L);
        random.writeLong(sum);
        appended.write(("entry " + step + "\n").getBytes(StandardCharsets.US_ASCII));
        text.write("line " + step + " of a buffered text\n");
        channel.write(ByteBuffer.allocate(16).putLong(0, sum).putLong(8, step), step * 16L % 4096);
        if (step % 8 == 0) {
          channel.force(false);
        }
        come(root, step);
        if (step >= 10) {
          go(root, step - 10);
        }
        model.look();
        Pace.beat();
        System.out.println("step " + step + ": differences " + model.differences());
        random.seek((step + 6) % 7 * 8L);
        sum = sum * 31 + step + (step > 7 ? random.readLong() : 0) + appended.getChannel().size();
        System.out.println("sum " + sum + " " + model.digest() + " " + text(root));
      }
    }
    model.look();
    System.out.println("done: " + model.digest());
  }

  private static long text(Path root) throws IOException {
    return Files.size(root.resolve("text"));
  }
}
