package dev.district.it.programs.virtual;

import dev.district.it.programs.Pace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.SynchronousQueue;

/**
 * Virtual threads that read and write files, each in the midst of its own: text through buffers, a
 * channel, and one file under random access.
 */
public final class Files {
  private static final int WIDTH = 24;

  private Files() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    Path directory = java.nio.file.Files.createTempDirectory(Path.of(""), "scratch");
    Path text = directory.resolve("text");
    SynchronousQueue<String> lines = new SynchronousQueue<>();
    SynchronousQueue<Long> positions = new SynchronousQueue<>();
    SynchronousQueue<Long> sums = new SynchronousQueue<>();
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < steps; i++) {
      content.append("line ").append(i).append('\n');
    }
    java.nio.file.Files.writeString(text, content);
    Virtual.start("reader", () -> read(text, lines));
    Virtual.start("channel", () -> write(directory.resolve("channel"), steps, positions));
    Virtual.start("random", () -> jump(directory.resolve("random"), steps, sums));
    Path copy = directory.resolve("copy");
    try (Writer writer = java.nio.file.Files.newBufferedWriter(copy)) {
      for (int step = 0; step < steps; step++) {
        Pace.beat();
        String line = lines.take();
        writer.write(line + '\n');
        System.out.println(line + ": " + positions.take() + " " + sums.take());
      }
    }
    System.out.println("done: copied " + (java.nio.file.Files.mismatch(text, copy) == -1));
  }

  private static void read(Path file, SynchronousQueue<String> lines)
      throws IOException, InterruptedException {
    try (BufferedReader reader = java.nio.file.Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.put(line);
      }
    }
  }

  private static void write(Path file, int steps, SynchronousQueue<Long> positions)
      throws IOException, InterruptedException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int step = 0; step < steps; step++) {
        channel.write(ByteBuffer.allocate(WIDTH).putLong(step).rewind());
        positions.put(channel.position());
      }
    }
  }

  private static void jump(Path file, int steps, SynchronousQueue<Long> sums)
      throws IOException, InterruptedException {
    long sum = 0;
    try (RandomAccessFile both = new RandomAccessFile(file.toFile(), "rw")) {
      for (int step = 0; step < steps; step++) {
        both.seek(step * 8L);
        both.writeLong(sum + step);
        both.seek(step / 2 * 8L);
        sum = sum * 31 + both.readLong();
        sums.put(sum);
      }
    }
  }
}
