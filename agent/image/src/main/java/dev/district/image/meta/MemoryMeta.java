package dev.district.image.meta;

import java.io.Serializable;

/** Memory outside the heap that a buffer of the program owns, or the program itself. */
public final class MemoryMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** {@link #mode}: memory of its own. */
  public static final int ALLOCATED = 0;

  /** {@link #mode}: a file mapped read-only, read-write, privately. */
  public static final int READ_ONLY = 1;

  public static final int READ_WRITE = 2;
  public static final int PRIVATE = 3;

  /** Id of the buffer; 0 for a block from {@code sun.misc.Unsafe}. */
  public int objectId;

  public int mode;
  public long length;

  /** Where it is, and will be again; 0 for a file, which may come to be elsewhere. */
  public long address;

  /** Index of the block that holds the contents; -1 if the file does. */
  public int block = -1;

  /** What is mapped; empty for memory of its own. */
  public String path = "";

  /** Where in the file the buffer begins. */
  public long position;

  public long device;
  public long inode;
}
