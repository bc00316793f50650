package dev.district.it.harness;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An image on disk, known just well enough to be damaged in every place: 64 bytes of header with
 * the offset of the section directory at 16 and the number of sections at 32; per section 40 bytes
 * with its code at 0, offset at 8 and stored length at 16; all little-endian.
 */
public final class ImageFile {
  private static final int HEADER = 64;
  private static final int ENTRY = 40;

  private final Path path;

  private ImageFile(Path path) {
    this.path = path;
  }

  /** The newest image of a district. */
  public static ImageFile newest(District district) throws IOException {
    try (Stream<Path> files = Files.walk(district.store().resolve("checkpoints"))) {
      return files
          .filter(file -> file.toString().endsWith(".image"))
          .max(Path::compareTo)
          .map(ImageFile::new)
          .orElseThrow(() -> new AssertionError("no image in " + district.store()));
    }
  }

  /** A part of the file, by name. */
  public record Part(String name, long from, long length) {}

  /** Header, directory and all sections. */
  public List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(16);
      long directory = Long.reverseBytes(file.readLong());
      file.seek(32);
      int sections = Integer.reverseBytes(file.readInt());
      parts.add(new Part("header", 0, HEADER));
      parts.add(new Part("directory", directory, (long) sections * ENTRY));
      for (int i = 0; i < sections; i++) {
        file.seek(directory + (long) i * ENTRY);
        int code = Short.reverseBytes(file.readShort());
        file.skipBytes(6);
        parts.add(
            new Part(
                "section " + code,
                Long.reverseBytes(file.readLong()),
                Long.reverseBytes(file.readLong())));
      }
    }
    parts.removeIf(part -> part.length() == 0);
    return parts;
  }

  /** Changes one bit; doing it again repairs it. */
  public void flip(long offset, int bit) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(offset);
      int old = file.read();
      file.seek(offset);
      file.write(old ^ 1 << bit);
    }
  }

  /** The file's length. */
  public long length() throws IOException {
    return Files.size(path);
  }

  /** Keeps the first bytes only; returns what to {@link #restore}. */
  public byte[] truncate(long length) throws IOException {
    byte[] all = Files.readAllBytes(path);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(length);
    }
    return all;
  }

  /** Puts the whole contents back. */
  public void restore(byte[] all) throws IOException {
    Files.write(path, all);
  }
}
