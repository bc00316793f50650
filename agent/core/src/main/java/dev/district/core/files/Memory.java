package dev.district.core.files;

import dev.district.image.meta.MemoryMeta;
import dev.district.jdk.DirectMemory;
import dev.district.jdk.PlacedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives restored buffers their memory: where it was, or, if it is a file, somewhere. Views look
 * into it where they did.
 */
final class Memory {
  private final Map<Object, Long> movedBy = new IdentityHashMap<>();

  void own(Object buffer, MemoryMeta meta, BlockSource blocks) throws IOException {
    long before = DirectMemory.address(buffer);
    if (meta.mode == MemoryMeta.ALLOCATED) {
      PlacedMemory.put(before, meta.length);
      DirectMemory.own(buffer);
    } else {
      DirectMemory.take(buffer, donor(meta));
    }
    long now = DirectMemory.address(buffer);
    movedBy.put(buffer, now - before);
    if (meta.block >= 0) {
      blocks.read(now, meta.length);
    }
  }

  private static ByteBuffer donor(MemoryMeta meta) throws IOException {
    boolean readOnly = meta.mode == MemoryMeta.READ_ONLY;
    Set<OpenOption> options =
        readOnly
            ? Set.of(StandardOpenOption.READ)
            : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileChannel.MapMode mode =
        switch (meta.mode) {
          case MemoryMeta.READ_ONLY -> FileChannel.MapMode.READ_ONLY;
          case MemoryMeta.READ_WRITE -> FileChannel.MapMode.READ_WRITE;
          default -> FileChannel.MapMode.PRIVATE;
        };
    try (FileChannel channel = FileChannel.open(Path.of(meta.path), options)) {
      return channel.map(mode, meta.position, meta.length);
    }
  }

  /** A view of memory that the program has freed looks nowhere. */
  void view(Object buffer) {
    @Nullable Object owner = Buffers.owner(buffer);
    Long moved = ownerMoved(buffer, owner);
    DirectMemory.address(buffer, moved == null ? 0 : DirectMemory.address(buffer) + moved);
  }

  private @Nullable Long ownerMoved(Object buffer, @Nullable Object owner) {
    return owner == null || owner == buffer ? null : movedBy.get(owner);
  }
}
