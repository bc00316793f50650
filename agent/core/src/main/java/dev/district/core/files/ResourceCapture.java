package dev.district.core.files;

import dev.district.boot.Allocations;
import dev.district.core.values.Description;
import dev.district.image.meta.MemoryMeta;
import dev.district.image.meta.ResourcesMeta;
import dev.district.jdk.DirectMemory;
import dev.district.jdk.FileLocks;
import dev.district.jdk.Finalizers;
import dev.district.jdk.PlacedMemory;
import dev.district.jdk.ZipSources;
import dev.district.jdk.ZlibStreams;
import java.io.FileDescriptor;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at objects that have something outside the heap. They are copied field by field like any
 * other; what their fields can't say is gathered here.
 */
public final class ResourceCapture {
  private final BlockSink blocks;
  private final AllocatedBlocks allocations = new AllocatedBlocks();
  private MemoryMeta[] allocated = {};
  private final OpenFiles files;
  private final Buffers buffers;
  private final ZlibState zlib;
  private final List<Integer> zipUsers = new ArrayList<>();
  private final List<Integer> lockTables = new ArrayList<>();
  private final List<Integer> finalizable = new ArrayList<>();
  private @Nullable Set<Object> registered;

  /**
   * @param blocks takes the contents of memory and of files that have no name
   */
  public ResourceCapture(BlockSink blocks) {
    this.files = new OpenFiles(blocks);
    this.blocks = blocks;
    this.buffers = new Buffers(blocks, allocations);
    this.zlib = new ZlibState(blocks);
  }

  /** Links what a standstill would have to wait for, if the program has memory outside the heap. */
  public static void prepare() {
    if (DirectMemory.isInUse() || !Allocations.lengths().isEmpty()) {
      boolean ignored = PlacedMemory.isAvailable();
    }
  }

  /** Whether objects of the class are to be shown to {@link #look}. */
  public static boolean concerns(Class<?> type) {
    return type == FileDescriptor.class
        || ZlibStreams.isReference(type)
        || ZipSources.isSource(type)
        || ZipSources.isUser(type)
        || FileLocks.isTable(type)
        || Buffer.class.isAssignableFrom(type) && DirectMemory.isDirect(type)
        || Finalizers.hasFinalizer(type);
  }

  /** Looks at an object that is being written. */
  public void look(Object o, int id, Description description) {
    Class<?> type = o.getClass();
    if (o instanceof FileDescriptor descriptor) {
      files.descriptor(descriptor, id, description);
    } else if (o instanceof Buffer buffer) {
      buffers.capture(buffer, id, description);
    } else if (ZlibStreams.isReference(type)) {
      zlib.capture(o, id, description);
    } else if (ZipSources.isSource(type)) {
      files.zip(o, id, description);
    } else if (ZipSources.isUser(type)) {
      zipUsers.add(id);
    } else if (FileLocks.isTable(type)) {
      if (FileLocks.anyHeld(o)) {
        lockTables.add(id);
      }
    } else if (isToBeFinalized(o)) {
      finalizable.add(id);
    }
  }

  /** Takes down the memory that no object has. */
  public void takeAllocated(Description description) {
    allocated = allocations.capture(blocks, description);
  }

  private boolean isToBeFinalized(Object o) {
    if (registered == null) {
      registered = Finalizers.registered();
    }
    return registered.contains(o);
  }

  /**
   * Everything that was gathered.
   *
   * @param blocks lengths of the blocks
   */
  public ResourcesMeta toMeta(long[] blocks) {
    ResourcesMeta meta = new ResourcesMeta();
    meta.files = files.toMeta();
    meta.memory = buffers.owners();
    meta.allocated = allocated;
    meta.zlib = zlib.toMeta();
    meta.views = buffers.views();
    meta.zipUsers = ints(zipUsers);
    meta.lockTables = ints(lockTables);
    meta.finalizable = ints(finalizable);
    meta.blocks = blocks;
    return meta;
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
