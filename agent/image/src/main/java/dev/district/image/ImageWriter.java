package dev.district.image;

import dev.district.image.fst.MetadataCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes an image, section by section, into a new file that only its owner can read.
 *
 * <p>An image is complete when {@link #finish} has returned; closing the writer before that removes
 * the file. Not thread-safe.
 */
public final class ImageWriter implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final ChunkOutput output;
  private final List<SectionEntry> entries = new ArrayList<>();
  private final Set<Section> written = EnumSet.noneOf(Section.class);
  private boolean finished;

  ImageWriter(Path file, FileChannel channel, Codec codec) throws IOException {
    this.file = file;
    this.channel = channel;
    this.output = new ChunkOutput(channel, codec);
    output.skipHeader();
  }

  /** A writer that stores chunks as they are. */
  public static ImageWriter create(Path file) throws IOException {
    return create(file, Codec.NONE);
  }

  /** Creates the file, which must not exist, with mode 600 from the start. */
  public static ImageWriter create(Path file, Codec codec) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new ImageWriter(file, channel, codec);
  }

  /**
   * Writes one object of a registered carrier class, with everything it refers to, as a section of
   * its own.
   */
  public void metadata(Section section, Object metadata) throws IOException {
    ByteBuffer encoded = MetadataCodec.encode(metadata);
    if (encoded.remaining() > ImageLayout.MAX_METADATA_BYTES) {
      throw new IOException(
          "metadata of section "
              + section
              + " has "
              + encoded.remaining()
              + " bytes, at most "
              + ImageLayout.MAX_METADATA_BYTES
              + " are possible; write it as bytes");
    }
    write(section, SectionEntry.KIND_METADATA, Collections.singleton(encoded));
  }

  /**
   * Writes the bytes of all buffers, each from position to limit, as one section. A buffer becomes
   * one chunk; a buffer of more than 4 MiB becomes several, an empty one none. Each buffer is
   * written before the next one is asked for, so one piece of memory may be used again and again;
   * positions are left alone.
   */
  public void bytes(Section section, Iterable<ByteBuffer> chunks) throws IOException {
    write(section, SectionEntry.KIND_BYTES, chunks);
  }

  private void write(Section section, int kind, Iterable<ByteBuffer> buffers) throws IOException {
    if (finished) {
      throw new IllegalStateException("image " + file + " is finished");
    }
    if (!written.add(section)) {
      throw new IllegalStateException("section " + section + " is already in image " + file);
    }
    output.begin(section);
    for (ByteBuffer buffer : buffers) {
      int limit = buffer.limit();
      for (int at = buffer.position(); at < limit; at += ImageLayout.MAX_CHUNK_BYTES) {
        ByteBuffer chunk = buffer.duplicate();
        chunk.limit(Math.min(limit, at + ImageLayout.MAX_CHUNK_BYTES)).position(at);
        output.chunk(chunk);
      }
    }
    entries.add(output.end(kind));
  }

  /**
   * Writes directory and header and forces everything to the disk. The image can be read when this
   * returns.
   */
  public ImageDigest finish() throws IOException {
    if (finished) {
      throw new IllegalStateException("image " + file + " is finished");
    }
    ByteBuffer directory = ImageLayout.direct(entries.size() * SectionEntry.BYTES);
    for (SectionEntry entry : entries) {
      entry.encode(directory);
    }
    directory.flip();
    int directoryCrc = ImageLayout.crc(directory, 0, directory.limit());
    long directoryOffset = output.position();
    output.plain(directory);
    ImageHeader header =
        new ImageHeader(directoryOffset, output.position(), entries.size(), directoryCrc);
    ByteBuffer encoded = ImageLayout.direct(ImageHeader.BYTES);
    int headerCrc = header.encode(encoded);
    output.header(encoded);
    channel.force(true);
    finished = true;
    return ImageDigest.of(header.fileLength(), headerCrc, directoryCrc);
  }

  /** Closes the file, and removes it if it was not finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (!finished) {
      Files.deleteIfExists(file);
    }
  }
}
