package dev.district.core.files;

import dev.district.core.values.Description;
import dev.district.image.meta.MemoryMeta;
import dev.district.jdk.Raw;
import dev.district.jdk.ZlibStreams;
import java.util.ArrayList;
import java.util.List;

/** Carries the native state of deflaters and inflaters. */
final class ZlibState {
  private final BlockSink blocks;
  private final List<MemoryMeta> streams = new ArrayList<>();

  ZlibState(BlockSink blocks) {
    this.blocks = blocks;
  }

  MemoryMeta[] toMeta() {
    return streams.toArray(new MemoryMeta[0]);
  }

  void capture(Object reference, int id, Description description) {
    if (!ZlibStreams.isOpen(reference)) {
      return;
    }
    if (!ZlibStreams.isKnown(reference)) {
      description.refuse(
          "native state of a zlib that isn't known", "end the Deflater or Inflater first");
      return;
    }
    MemoryMeta meta = new MemoryMeta();
    meta.objectId = id;
    for (long[] region : ZlibStreams.regions(reference)) {
      blocks.append(region[0], region[1]);
      meta.length += region[1];
    }
    meta.block = blocks.end();
    streams.add(meta);
  }

  static void restore(Object reference, MemoryMeta meta, BlockSource blocks) {
    long saved = Raw.allocateMemory(meta.length);
    try {
      blocks.read(saved, meta.length);
      ZlibStreams.load(reference, saved);
    } finally {
      Raw.freeMemory(saved);
    }
  }
}
