package dev.district.core.files;

import dev.district.core.values.Description;
import dev.district.image.meta.MemoryMeta;
import dev.district.jdk.DirectMemory;
import dev.district.jdk.PlacedMemory;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the memory of buffers outside the heap: its contents, or the part of a file that is
 * mapped there. Views share the memory of an owner; where in it they look is seen from addresses.
 */
final class Buffers {
  private static final String REMEDY = "use buffers from ByteBuffer.allocate or allocateDirect";

  private final BlockSink blocks;
  private final AllocatedBlocks allocated;
  private final List<MemoryMeta> owners = new ArrayList<>();
  private final List<Integer> views = new ArrayList<>();

  Buffers(BlockSink blocks, AllocatedBlocks allocated) {
    this.blocks = blocks;
    this.allocated = allocated;
  }

  MemoryMeta[] owners() {
    return owners.toArray(new MemoryMeta[0]);
  }

  int[] views() {
    return views.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The buffer whose memory this one looks into, itself perhaps; null if there is none. */
  static @Nullable Object owner(Object buffer) {
    @Nullable Object o = buffer;
    while (o != null && DirectMemory.isDirect(o.getClass())) {
      if (DirectMemory.owns(o) || DirectMemory.isFreed(o)) {
        return o;
      }
      o = DirectMemory.attachment(o);
    }
    return null;
  }

  void capture(Buffer buffer, int id, Description description) {
    if (!DirectMemory.isOutside(buffer)) {
      return;
    }
    Object owner = owner(buffer);
    if (DirectMemory.ofSegment(buffer)) {
      description.refuse("a view of a memory segment", REMEDY);
    } else if (owner == null) {
      if (buffer.capacity() > 0 && !allocated.cover(DirectMemory.address(buffer))) {
        description.refuse("memory outside the heap that isn't the JDK's", REMEDY);
      }
    } else if (owner != buffer || DirectMemory.isFreed(buffer)) {
      views.add(id);
    } else {
      owner(buffer, id, description);
    }
  }

  private void owner(Buffer buffer, int id, Description description) {
    MemoryMeta meta = new MemoryMeta();
    meta.objectId = id;
    meta.length = buffer.capacity();
    if (DirectMemory.isAllocated(buffer)) {
      if (!PlacedMemory.isAvailable()) {
        description.refuse(AllocatedBlocks.UNAVAILABLE, REMEDY);
        return;
      }
      meta.address = DirectMemory.address(buffer);
      contents(buffer, meta);
    } else if (!DirectMemory.isMapped(buffer)) {
      description.refuse("memory outside the heap that isn't the JDK's", REMEDY);
      return;
    } else if (!mapped(buffer, meta, description)) {
      return;
    }
    owners.add(meta);
  }

  private void contents(Buffer buffer, MemoryMeta meta) {
    blocks.append(DirectMemory.address(buffer), meta.length);
    meta.block = blocks.end();
  }

  private boolean mapped(Buffer buffer, MemoryMeta meta, Description description) {
    try {
      long address = DirectMemory.address(buffer);
      Mapping mapping = Mapping.of(address);
      if (mapping == null || !mapping.path().startsWith("/")) {
        description.refuse("a mapped file that can't be found", "unmap it");
        return false;
      }
      FileStatus status = FileStatus.of(Path.of(mapping.path()));
      if (status.inode() != mapping.inode()) {
        description.refuse(
            "a mapped file that " + mapping.path() + " leads to no more", "unmap it");
        return false;
      }
      meta.path = mapping.path();
      meta.position = mapping.offset() + (address - mapping.start());
      meta.device = status.device();
      meta.inode = status.inode();
      if (!mapping.isShared()) {
        meta.mode = MemoryMeta.PRIVATE;
        contents(buffer, meta);
      } else {
        meta.mode = mapping.isWritable() ? MemoryMeta.READ_WRITE : MemoryMeta.READ_ONLY;
      }
      return true;
    } catch (IOException e) {
      description.refuse("a mapped file that can't be examined: " + e, "unmap it");
      return false;
    }
  }
}
