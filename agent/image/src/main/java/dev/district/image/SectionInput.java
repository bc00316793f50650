package dev.district.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The raw bytes of a section, chunk by chunk with the boundaries its writer chose. Not thread-safe.
 */
public final class SectionInput {
  private final ChunkInput chunks;
  private final long length;

  SectionInput(ChunkInput chunks, long length) {
    this.chunks = chunks;
    this.length = length;
  }

  /** Number of bytes in the whole section, after decompression. */
  public long length() {
    return length;
  }

  /**
   * The next chunk: a direct buffer in native order, from position 0 to limit, valid until the next
   * call. Null after the last one.
   *
   * @throws UncheckedIOException if the file can't be read any more or has changed since it was
   *     opened
   */
  public @Nullable ByteBuffer next() {
    try {
      return chunks.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
