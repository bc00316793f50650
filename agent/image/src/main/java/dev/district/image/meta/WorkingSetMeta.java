package dev.district.image.meta;

import java.io.Serializable;

/**
 * What is in a directory that rolls back with its district, one place in all arrays for each entry:
 * directories before what is in them, the set's own first, under the empty name. No entries: there
 * is no such directory.
 */
public final class WorkingSetMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** {@link #kinds}. */
  public static final int DIRECTORY = 0;

  /** {@link #kinds}: an ordinary file. */
  public static final int FILE = 1;

  /** {@link #kinds}: a symbolic link. */
  public static final int LINK = 2;

  /** Absolute path without symbolic links. */
  public String path = "";

  /** Relative to the path, with slashes. */
  public String[] names = {};

  public int[] kinds = {};

  /** Permission bits of {@code stat(2)}. */
  public int[] modes = {};

  /** Number of the group. */
  public int[] groups = {};

  public long[] devices = {};
  public long[] inodes = {};
  public long[] sizes = {};

  /** Time of the last change of the contents, in nanoseconds since 1970. */
  public long[] modified = {};

  /** Time of the last change of anything, in nanoseconds since 1970. */
  public long[] changed = {};

  /** Whether contents can't have changed while all these numbers are the same. */
  public boolean[] settled = {};

  /** SHA-256 of a file's contents in hexadecimal digits; where a symbolic link leads. */
  public String[] contents = {};
}
