package dev.district.image.meta;

import java.io.Serializable;

/** A file that the program had open, or a zip file whose directory it keeps in memory. */
public final class FileMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** {@link #kind}: an ordinary file, opened again by its path. */
  public static final int REGULAR = 0;

  /** {@link #kind}: a character device, opened again by its path. */
  public static final int DEVICE = 1;

  /** {@link #kind}: a file without a name, whose contents are in {@link #block}. */
  public static final int DELETED = 2;

  /** {@link #kind}: not opened itself; its tail has to be what it was. */
  public static final int ZIP = 3;

  public int kind;

  /** Id of the file descriptor object, or of the zip file's source. */
  public int objectId;

  /** Absolute path. */
  public String path = "";

  /** How it was opened, as {@code open(2)} has it. */
  public int flags;

  public long position;
  public long size;

  /** Time of the last change, in milliseconds. */
  public long modifiedMillis;

  public long device;
  public long inode;

  /** The stretch of the file that {@link #witnessCrc} is the CRC32C of; empty if it has none. */
  public long witnessAt;

  public int witnessLength;
  public int witnessCrc;

  /** Index of the block of memory that holds the contents; -1 for none. */
  public int block = -1;
}
