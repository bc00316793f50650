package dev.district.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The chunks of one section, each checked before it is handed out. */
final class ChunkInput {
  private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

  private final SectionEntry entry;
  private final Place place;
  private final Window window;
  private final CRC32C chunksCrc = new CRC32C();
  private final ByteBuffer header = ImageLayout.direct(ChunkHeader.BYTES);
  private @Nullable Lz4 lz4;
  private ByteBuffer decompressed = EMPTY;
  private int index;
  private long rawSeen;

  ChunkInput(FileChannel channel, SectionEntry entry, Place file) {
    this.entry = entry;
    this.place = file.section(entry.section().name(), entry.offset());
    this.window = new Window(channel, entry.offset(), entry.offset() + entry.storedLength(), place);
  }

  /**
   * The next chunk, decompressed, outside the heap, in native order and valid until the next call;
   * null at the end.
   */
  @Nullable ByteBuffer next() throws IOException {
    if (index == entry.chunkCount()) {
      checkEnd();
      return null;
    }
    Place here = place.chunk(index, window.position());
    header.clear();
    header.put(window.take(ChunkHeader.BYTES)).flip();
    ChunkHeader chunk =
        ChunkHeader.decode(header, entry.section().code(), index, window.remaining(), here);
    ByteBuffer padded = window.take(chunk.paddedLength());
    chunk.verify(header, padded, here);
    ImageLayout.update(chunksCrc, header, ChunkHeader.BYTES - Integer.BYTES, Integer.BYTES);
    index++;
    rawSeen += chunk.rawLength();
    padded.limit(chunk.storedLength());
    ByteBuffer raw = chunk.codec() == Codec.NONE ? padded : decompress(padded, chunk, here);
    return raw.order(ByteOrder.nativeOrder());
  }

  /** Checks all chunks that are left. */
  void skipAll() throws IOException {
    ByteBuffer chunk;
    do {
      chunk = next();
    } while (chunk != null);
  }

  private ByteBuffer decompress(ByteBuffer stored, ChunkHeader chunk, Place here)
      throws ImageException {
    if (lz4 == null) {
      lz4 = new Lz4();
    }
    if (decompressed.capacity() < chunk.rawLength()) {
      decompressed = ByteBuffer.allocateDirect(chunk.rawLength());
    }
    decompressed.clear().limit(chunk.rawLength());
    lz4.decompress(stored, decompressed, here);
    return decompressed.flip().slice();
  }

  private void checkEnd() throws ImageException {
    if (window.remaining() != 0 || rawSeen != entry.rawLength()) {
      throw place.corrupt("the section's length is not that of its chunks");
    }
    if ((int) chunksCrc.getValue() != entry.chunksCrc()) {
      throw place.corrupt("the section's checksum is not that of its chunks");
    }
  }
}
