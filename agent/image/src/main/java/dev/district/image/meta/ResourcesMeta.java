package dev.district.image.meta;

import java.io.Serializable;

/** What belongs to objects of the program and is outside the heap. */
public final class ResourcesMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  public FileMeta[] files = {};
  public MemoryMeta[] memory = {};

  /** Blocks that the program has from {@code sun.misc.Unsafe}. */
  public MemoryMeta[] allocated = {};

  /** Native state of deflaters and inflaters. */
  public MemoryMeta[] zlib = {};

  /** Ids of buffers that look into memory of others. */
  public int[] views = {};

  /** Ids of the zip files' resources, which count the users of a source. */
  public int[] zipUsers = {};

  /** Ids of the lock tables of channels that hold locks. */
  public int[] lockTables = {};

  /** Ids of objects that are still to be finalized. */
  public int[] finalizable = {};

  /** Lengths of the blocks of memory, in their order. */
  public long[] blocks = {};
}
