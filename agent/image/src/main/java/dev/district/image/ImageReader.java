package dev.district.image;

import dev.district.image.fst.MetadataCodec;
import dev.district.image.fst.MetadataRejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an image. {@link #open} returns only after it has checked every byte of the file and
 * decoded all metadata: what a reader hands out can be believed to be what the writer wrote. It
 * does not authenticate; the store's modes and owner do that.
 */
public final class ImageReader implements AutoCloseable {
  private final FileChannel channel;
  private final Place place;
  private final Map<Section, SectionEntry> entries = new EnumMap<>(Section.class);
  private final Map<Section, Object> metadata = new EnumMap<>(Section.class);
  private @Nullable ImageDigest digest;

  private ImageReader(FileChannel channel, Path file) {
    this.channel = channel;
    this.place = Place.file(file.toString());
  }

  /**
   * Opens and verifies an image; a symbolic link is not followed.
   *
   * @throws ImageException if the file is damaged, or sound but not usable here
   */
  public static ImageReader open(Path file) throws IOException, ImageException {
    FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    ImageReader reader = new ImageReader(channel, file);
    try {
      reader.readDirectory();
      for (SectionEntry entry : reader.entries.values()) {
        reader.verify(entry);
      }
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    return reader;
  }

  private void readDirectory() throws IOException {
    long length = channel.size();
    if (length < ImageHeader.BYTES) {
      throw place.corrupt("the file is shorter than a header: " + length + " bytes");
    }
    ByteBuffer encoded = new Window(channel, 0, length, place).take(ImageHeader.BYTES);
    ImageHeader header = ImageHeader.decode(encoded, length, place);
    int headerCrc = ImageHeader.crc(encoded);
    Place here = place.section("directory", header.directoryOffset());
    int bytes = header.sectionCount() * SectionEntry.BYTES;
    ByteBuffer directory = new Window(channel, header.directoryOffset(), length, here).take(bytes);
    if (ImageLayout.crc(directory, 0, bytes) != header.directoryCrc()) {
      throw here.corrupt("directory checksum does not match");
    }
    long offset = ImageHeader.BYTES;
    for (int i = 0; i < header.sectionCount(); i++) {
      SectionEntry entry = SectionEntry.decode(directory, offset, header.directoryOffset(), here);
      if (entries.put(entry.section(), entry) != null) {
        throw here.corrupt("section " + entry.section() + " is there twice");
      }
      offset += entry.storedLength();
    }
    if (offset != header.directoryOffset()) {
      throw here.corrupt("the sections end at " + offset + ", not at the directory");
    }
    digest = ImageDigest.of(length, headerCrc, header.directoryCrc());
  }

  private void verify(SectionEntry entry) throws IOException {
    ChunkInput chunks = new ChunkInput(channel, entry, place);
    if (!entry.isMetadata()) {
      chunks.skipAll();
      return;
    }
    byte[] encoded = new byte[(int) entry.rawLength()];
    int at = 0;
    for (ByteBuffer chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
      int count = chunk.remaining();
      if (count > encoded.length - at) {
        throw place.section(entry.section().name(), entry.offset()).corrupt("too many bytes");
      }
      chunk.get(encoded, at, count);
      at += count;
    }
    try {
      metadata.put(entry.section(), MetadataCodec.decode(encoded));
    } catch (MetadataRejected e) {
      throw place.section(entry.section().name(), entry.offset()).corrupt(e.getMessage(), e);
    }
  }

  /** Size and fingerprint, the same that {@link ImageWriter#finish} returned. */
  public ImageDigest digest() {
    if (digest == null) {
      throw new IllegalStateException("not open");
    }
    return digest;
  }

  /** Whether the image has this section. */
  public boolean has(Section section) {
    return entries.containsKey(section);
  }

  /** Bytes that the section takes in the file, 0 if it is absent. */
  public long storedLength(Section section) {
    SectionEntry entry = entries.get(section);
    return entry == null ? 0 : entry.storedLength();
  }

  /**
   * The object of a metadata section; every call returns the same one.
   *
   * @throws UncheckedIOException with an {@link ImageException} if the image has no such section or
   *     something else in it
   */
  public <T> T metadata(Section section, Class<T> type) {
    Object found = metadata.get(section);
    if (!type.isInstance(found)) {
      throw unexpected(section, type.getSimpleName());
    }
    return type.cast(found);
  }

  /**
   * The bytes of a section, from its start.
   *
   * @throws UncheckedIOException with an {@link ImageException} if the image has no such section or
   *     metadata in it
   */
  public SectionInput bytes(Section section) {
    SectionEntry entry = entries.get(section);
    if (entry == null || entry.isMetadata()) {
      throw unexpected(section, "bytes");
    }
    return new SectionInput(new ChunkInput(channel, entry, place), entry.rawLength());
  }

  private UncheckedIOException unexpected(Section section, String wanted) {
    SectionEntry entry = entries.get(section);
    Place here = place.section(section.name(), entry == null ? 0 : entry.offset());
    return new UncheckedIOException(
        here.corrupt("the section is missing or does not hold " + wanted));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
