package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** File channels with their options, from every place that hands them out. */
public final class Channels {
  private static final int RECORD = 16;

  private Channels() {}

  public static void main(String[] args) throws IOException {
    int steps = Pace.steps(args);
    Path directory = Scratch.directory();
    Path input = Scratch.lines(directory, "input", steps);
    try (FileChannel in = FileChannel.open(input);
        FileChannel both =
            FileChannel.open(
                directory.resolve("both"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC);
        SeekableByteChannel log =
            Files.newByteChannel(
                directory.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        RandomAccessFile file = new RandomAccessFile(input.toFile(), "r");
        FileChannel ofFile = file.getChannel();
        InputStream stream = Files.newInputStream(input);
        OutputStream sink = Files.newOutputStream(directory.resolve("sink"))) {
      for (int step = 0; step < steps; step++) {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        in.read(record);
        both.write(record.flip(), (long) step * RECORD);
        both.position((long) step / 2 * RECORD);
        ByteBuffer back = ByteBuffer.allocate(RECORD);
        both.read(back);
        log.write(ByteBuffer.wrap(record.array()));
        ofFile.position(ofFile.position() + 3);
        int byteOfFile = file.read();
        sink.write(stream.read());
        Pace.beat();
        System.out.println(
            "step "
                + step
                + ": "
                + new String(back.array(), 0, 6, java.nio.charset.StandardCharsets.US_ASCII)
                + " at "
                + in.position()
                + " with "
                + Math.min(both.size(), (step + 1L) * RECORD)
                + ", "
                + byteOfFile
                + " at "
                + file.getFilePointer()
                + ", log "
                + (log.position() >= (step + 1L) * RECORD));
      }
      System.out.println("same channel " + (file.getChannel() == ofFile));
    }
    byte[] sunk = Files.readAllBytes(directory.resolve("sink"));
    System.out.println(
        "done: "
            + sunk.length
            + " "
            + new String(sunk, java.nio.charset.StandardCharsets.US_ASCII));
  }
}
