package dev.district.core.heap;

import dev.district.core.files.BlockSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Copies of memory outside the heap, one block after the other. */
final class NativeBlocks implements BlockSink {
  private final PayloadOutput output = new PayloadOutput();
  private final List<Long> ends = new ArrayList<>();

  @Override
  public void append(long address, long length) {
    output.bytes(null, address, length);
  }

  @Override
  public int end() {
    ends.add(output.length());
    return ends.size() - 1;
  }

  long[] lengths() {
    long[] lengths = new long[ends.size()];
    long start = 0;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = ends.get(i) - start;
      start = ends.get(i);
    }
    return lengths;
  }

  Iterable<ByteBuffer> chunks() {
    return output.chunks();
  }

  void free() {
    output.free();
  }
}
