package dev.district.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes chunks at the end of the file. Chunks on the heap, and small ones, are gathered in one
 * buffer outside it; large direct ones go to the file as they are.
 */
final class ChunkOutput {
  private static final int GATHER_BYTES = 1 << 20;
  private static final byte[] ZEROS = new byte[8];

  private final FileChannel channel;
  private final Codec codec;
  private final @Nullable Lz4 lz4;
  private final ByteBuffer gathered = ImageLayout.direct(GATHER_BYTES);
  private final ByteBuffer chunkHeader = ImageLayout.direct(ChunkHeader.BYTES);
  private final ByteBuffer crcBytes = ImageLayout.direct(Integer.BYTES);
  private long position;

  private Section section = Section.MANIFEST;
  private long sectionOffset;
  private long rawLength;
  private int chunkCount;
  private CRC32C chunksCrc = new CRC32C();

  ChunkOutput(FileChannel channel, Codec codec) {
    this.channel = channel;
    this.codec = codec;
    this.lz4 = codec == Codec.LZ4 ? new Lz4() : null;
  }

  long position() {
    return position;
  }

  void skipHeader() throws IOException {
    append(ByteBuffer.wrap(new byte[ImageHeader.BYTES]));
  }

  void begin(Section next) {
    section = next;
    sectionOffset = position;
    rawLength = 0;
    chunkCount = 0;
    chunksCrc = new CRC32C();
  }

  /** Writes the buffer's bytes, 1 to 4 MiB of them, as the next chunk of the section. */
  void chunk(ByteBuffer raw) throws IOException {
    ByteBuffer stored = lz4 == null ? raw : lz4.compress(raw);
    Codec used = stored.remaining() == raw.remaining() ? Codec.NONE : codec;
    int rawBytes = raw.remaining();
    int storedBytes = stored.remaining();
    int crc = ChunkHeader.encode(chunkHeader, section.code(), used, chunkCount, rawBytes, stored);
    crcBytes.putInt(0, crc);
    ImageLayout.update(chunksCrc, crcBytes, 0, Integer.BYTES);
    append(chunkHeader);
    append(stored);
    append(ByteBuffer.wrap(ZEROS, 0, (int) (ImageLayout.padded(storedBytes) - storedBytes)));
    rawLength += rawBytes;
    chunkCount++;
  }

  SectionEntry end(int kind) {
    return new SectionEntry(
        section,
        kind,
        chunkCount,
        sectionOffset,
        position - sectionOffset,
        rawLength,
        (int) chunksCrc.getValue());
  }

  /** Writes bytes that are not part of a section, and everything before them. */
  void plain(ByteBuffer bytes) throws IOException {
    append(bytes);
    flush();
  }

  /** Writes the header in its place at the start of the file. */
  void header(ByteBuffer header) throws IOException {
    long at = 0;
    while (header.hasRemaining()) {
      at += channel.write(header, at);
    }
  }

  private void append(ByteBuffer bytes) throws IOException {
    position += bytes.remaining();
    if (bytes.isDirect() && bytes.remaining() > GATHER_BYTES / 4) {
      flush();
      writeFully(bytes);
      return;
    }
    while (bytes.hasRemaining()) {
      if (!gathered.hasRemaining()) {
        flush();
      }
      int count = Math.min(bytes.remaining(), gathered.remaining());
      ByteBuffer part = bytes.duplicate();
      part.limit(part.position() + count);
      gathered.put(part);
      bytes.position(bytes.position() + count);
    }
  }

  private void flush() throws IOException {
    gathered.flip();
    writeFully(gathered);
    gathered.clear();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
