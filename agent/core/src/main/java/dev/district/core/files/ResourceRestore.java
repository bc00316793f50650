package dev.district.core.files;

import dev.district.control.AgentOptions.MissingFiles;
import dev.district.image.meta.FileMeta;
import dev.district.image.meta.MemoryMeta;
import dev.district.image.meta.ResourcesMeta;
import dev.district.jdk.FileLocks;
import dev.district.jdk.Finalizers;
import dev.district.jdk.RawDescriptors;
import dev.district.jdk.ZipSources;
import dev.district.jdk.ZlibStreams;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.Buffer;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gives restored objects what they have outside the heap. Files are opened first, before anything
 * of the program is made; objects get them when all fields are in place.
 */
public final class ResourceRestore {
  private final ResourcesMeta meta;
  private final int[] numbers;
  private final Memory memory = new Memory();

  private ResourceRestore(ResourcesMeta meta) {
    this.meta = meta;
    this.numbers = new int[meta.files.length];
  }

  /**
   * Opens the files.
   *
   * @throws IOException if one isn't there, or isn't what it was, and the policy is to refuse that
   */
  public static ResourceRestore open(ResourcesMeta meta, MissingFiles policy) throws IOException {
    ResourceRestore restore = new ResourceRestore(meta);
    AllocatedBlocks.reserve(meta.memory, meta.allocated);
    for (FileMeta file : meta.files) {
      if (file.kind == FileMeta.ZIP) {
        Reopening.checkZip(file);
      }
    }
    for (MemoryMeta one : meta.memory) {
      if (one.mode != MemoryMeta.ALLOCATED) {
        Reopening.checkMapped(one);
      }
    }
    if (meta.zlib.length > 0 && !ZlibStreams.isCarried()) {
      throw new IOException("the zlib of this JVM is another one than that of the image");
    }
    Reopening reopening = new Reopening(policy);
    for (int i = 0; i < meta.files.length; i++) {
      FileMeta file = meta.files[i];
      if (file.kind == FileMeta.REGULAR || file.kind == FileMeta.DEVICE) {
        restore.numbers[i] = reopening.open(file, !restore.isWritten(file));
      }
    }
    return restore;
  }

  /** Whether the program had the file open for writing. */
  private boolean isWritten(FileMeta file) {
    for (FileMeta other : meta.files) {
      if (other.device == file.device
          && other.inode == file.inode
          && !OpenFlags.isReadOnly(other.flags)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Lets the objects have their files and memory.
   *
   * @param objects the restored objects by their ids
   * @param blocks the blocks of memory in the image, in their order
   */
  public void apply(IntFunction<@Nullable Object> objects, BlockSource blocks) throws IOException {
    for (int i = 0; i < meta.files.length; i++) {
      FileMeta file = meta.files[i];
      if (objects.apply(file.objectId) instanceof FileDescriptor descriptor
          && file.kind != FileMeta.DELETED) {
        RawDescriptors.number(descriptor, numbers[i]);
      }
    }
    fillBlocks(objects, blocks);
    for (MemoryMeta one : meta.memory) {
      Object buffer = objects.apply(one.objectId);
      if (one.block < 0 && buffer != null) {
        memory.own(buffer, one, blocks);
      }
    }
    for (int view : meta.views) {
      Object buffer = objects.apply(view);
      if (buffer != null) {
        memory.view(buffer);
      }
    }
    adoptZips(objects);
    for (int table : meta.lockTables) {
      Object restored = objects.apply(table);
      if (restored != null) {
        FileLocks.acquire(restored);
      }
    }
    for (int id : meta.finalizable) {
      Object o = objects.apply(id);
      if (o != null) {
        Finalizers.register(o);
      }
    }
  }

  /** Blocks can only be read in their order. */
  private void fillBlocks(IntFunction<@Nullable Object> objects, BlockSource blocks)
      throws IOException {
    Object[] owners = new Object[meta.blocks.length];
    for (FileMeta file : meta.files) {
      if (file.block >= 0) {
        owners[file.block] = file;
      }
    }
    for (MemoryMeta one : meta.memory) {
      if (one.block >= 0) {
        owners[one.block] = one;
      }
    }
    for (MemoryMeta one : meta.allocated) {
      owners[one.block] = one;
    }
    for (MemoryMeta one : meta.zlib) {
      owners[one.block] = one;
    }
    for (Object owner : owners) {
      if (owner instanceof FileMeta file
          && objects.apply(file.objectId) instanceof FileDescriptor unnamed) {
        RawDescriptors.number(unnamed, UnnamedFile.make(file, blocks));
      } else if (owner instanceof MemoryMeta one && one.objectId == 0) {
        AllocatedBlocks.restore(one, blocks);
      } else if (owner instanceof MemoryMeta one
          && objects.apply(one.objectId) instanceof Buffer buffer) {
        memory.own(buffer, one, blocks);
      } else if (owner instanceof MemoryMeta one && objects.apply(one.objectId) != null) {
        ZlibState.restore(Objects.requireNonNull(objects.apply(one.objectId)), one, blocks);
      } else {
        throw new IOException("the image holds memory that nobody owns");
      }
    }
  }

  private void adoptZips(IntFunction<@Nullable Object> objects) {
    Map<Object, Integer> users = new IdentityHashMap<>();
    for (int user : meta.zipUsers) {
      Object restored = objects.apply(user);
      Object source = restored == null ? null : ZipSources.source(restored);
      if (source != null) {
        users.merge(source, 1, Integer::sum);
      }
    }
    users.forEach(ZipSources::adopt);
  }
}
