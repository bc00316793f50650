package dev.district.core.files;

import dev.district.boot.Allocations;
import dev.district.core.values.Description;
import dev.district.image.meta.MemoryMeta;
import dev.district.jdk.PlacedMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Memory that the program has from {@code sun.misc.Unsafe}, all of it: what still leads there can't
 * be known. It comes back at the same addresses.
 */
final class AllocatedBlocks {
  static final String UNAVAILABLE =
      "memory outside the heap, which this JVM can't put back in place";

  private static final String REMEDY = "free it before the checkpoint";

  private @Nullable NavigableMap<Long, Long> lengths;

  /** As it is when asked first. */
  private NavigableMap<Long, Long> lengths() {
    NavigableMap<Long, Long> known = lengths;
    if (known == null) {
      known = new TreeMap<>(Allocations.lengths());
      lengths = known;
    }
    return known;
  }

  /** Whether such memory is at the address. */
  boolean cover(long address) {
    Map.Entry<Long, Long> block = lengths().floorEntry(address);
    return block != null && address < block.getKey() + block.getValue();
  }

  /** Writes it all down. */
  MemoryMeta[] capture(BlockSink blocks, Description description) {
    if (!lengths().isEmpty() && !PlacedMemory.isAvailable()) {
      description.refuse(UNAVAILABLE, REMEDY);
      return new MemoryMeta[0];
    }
    List<MemoryMeta> all = new ArrayList<>();
    lengths()
        .forEach(
            (address, length) -> {
              MemoryMeta meta = new MemoryMeta();
              meta.address = address;
              meta.length = length;
              blocks.append(address, length);
              meta.block = blocks.end();
              all.add(meta);
            });
    return all.toArray(new MemoryMeta[0]);
  }

  /** Takes the places of all memory that comes back, before anything else is there. */
  static void reserve(MemoryMeta[] buffers, MemoryMeta[] allocated) throws IOException {
    Map<Long, Long> places = new TreeMap<>();
    for (MemoryMeta one : buffers) {
      if (one.address != 0) {
        places.put(one.address, one.length);
      }
    }
    for (MemoryMeta one : allocated) {
      places.put(one.address, one.length);
    }
    if (places.isEmpty()) {
      return;
    }
    Allocations.install(new Placed());
    if (!PlacedMemory.reserve(places)) {
      throw new PlaceTaken();
    }
  }

  static void restore(MemoryMeta meta, BlockSource blocks) {
    PlacedMemory.put(meta.address, meta.length);
    blocks.read(meta.address, meta.length);
    Allocations.allocated(meta.address, meta.length);
  }

  private static final class Placed implements Allocations.Placed {
    @Override
    public boolean holds(long address) {
      return PlacedMemory.holds(address);
    }

    @Override
    public boolean release(long address) {
      return PlacedMemory.release(address);
    }
  }
}
