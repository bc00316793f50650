package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Compression and checksums in the midst of a stream. */
public final class Zlib {
  private Zlib() {}

  private static byte[] text(int lines) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("line ").append(i).append(' ').append(random.nextInt(1000)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] inflated(byte[] deflated) throws IOException {
    try (InputStream in = new InflaterInputStream(new java.io.ByteArrayInputStream(deflated))) {
      return in.readAllBytes();
    }
  }

  public static void main(String[] args) throws IOException, DataFormatException {
    int steps = Pace.steps(args);
    byte[] text = text(steps * 200);
    Path zipped = Scratch.directory().resolve("text.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(text);
    }
    CRC32 crc = new CRC32();
    Adler32 adler = new Adler32();
    CRC32C crc32c = new CRC32C();
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    Deflater fast = new Deflater(1, true);
    fast.setStrategy(Deflater.FILTERED);
    Inflater slow = new Inflater(true);
    Deflater ended = new Deflater();
    ended.end();
    long sum = 0;
    try (GZIPInputStream in =
            new GZIPInputStream(new CheckedInputStream(Files.newInputStream(zipped), crc));
        DeflaterOutputStream out = new DeflaterOutputStream(deflated, new Deflater(9));
        GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
      byte[] piece = new byte[1500];
      byte[] small = new byte[4000];
      for (int step = 0; step < steps; step++) {
        int count = in.readNBytes(piece, 0, piece.length);
        out.write(piece, 0, count);
        gzip.write(piece, 0, count);
        adler.update(piece, 0, count);
        crc32c.update(piece, 0, count);
        fast.setInput(piece, 0, count);
        int length = fast.deflate(small, 0, small.length, Deflater.SYNC_FLUSH);
        slow.setInput(small, 0, length / 2);
        int back = slow.inflate(new byte[4000]);
        slow.setInput(small, length / 2, length - length / 2);
        back += slow.inflate(new byte[4000]);
        sum = sum * 31 + back + length;
        Pace.beat();
        System.out.println(
            "step "
                + step
                + ": "
                + crc.getValue()
                + " "
                + adler.getValue()
                + " "
                + crc32c.getValue()
                + " "
                + sum
                + " "
                + slow.getTotalOut());
      }
    }
    byte[] out = inflated(deflated.toByteArray());
    try (InputStream again =
        new GZIPInputStream(new java.io.ByteArrayInputStream(gzipped.toByteArray()))) {
      System.out.println(
          "done: "
              + java.util.Arrays.equals(out, again.readAllBytes())
              + " "
              + out.length
              + " "
              + java.util.Arrays.equals(out, java.util.Arrays.copyOf(text, out.length))
              + " "
              + deflated.size()
              + " "
              + gzipped.size());
    }
  }
}
