package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Files read, written, appended to and read and written at random by the oldest classes for it.
 * What was written after a checkpoint is written again after the restart: at the same place, or, in
 * the appended file, a second time.
 */
public final class Streams {
  private Streams() {}

  public static void main(String[] args) throws IOException {
    int steps = Pace.steps(args);
    Path directory = Scratch.directory();
    Path input = Scratch.lines(directory, "input", steps);
    Path written = directory.resolve("written");
    Path appended = Files.writeString(directory.resolve("appended"), "first\n");
    Path random = directory.resolve("random");
    try (FileInputStream in = new FileInputStream(input.toFile());
        FileOutputStream out = new FileOutputStream(written.toFile());
        FileOutputStream log = new FileOutputStream(appended.toString(), true);
        RandomAccessFile both = new RandomAccessFile(random.toFile(), "rw");
        FileInputStream same = new FileInputStream(in.getFD())) {
      byte[] bytes = new byte[30];
      long sum = 0;
      for (int step = 0; step < steps; step++) {
        int count = (step % 3 == 2 ? same : in).read(bytes);
        for (int i = 0; i < count; i++) {
          sum = sum * 31 + bytes[i];
        }
        out.write(bytes, 0, Math.max(0, count));
        log.write(("entry " + step + "\n").getBytes(StandardCharsets.US_ASCII));
        both.seek(step * 8L);
        both.writeLong(sum);
        both.seek(step / 2 * 8L);
        Pace.beat();
        System.out.println(
            "step " + step + ": " + sum + ", " + both.readLong() + ", left " + in.available());
      }
      System.out.println("position " + out.getChannel().position() + " " + same.getFD().valid());
    }
    List<String> log = Files.readAllLines(appended);
    System.out.println(
        "done: copied "
            + (Files.mismatch(written, input) == -1
                || Files.mismatch(written, input) == Files.size(written))
            + ", appended "
            + new TreeSet<>(log).size()
            + " after "
            + log.get(0));
  }
}
