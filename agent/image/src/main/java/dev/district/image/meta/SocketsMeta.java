package dev.district.image.meta;

import java.io.Serializable;

/** Sockets, pipes and selectors, by the ids of the objects that own them. */
public final class SocketsMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  public SocketMeta[] sockets = {};

  /** How many bytes they refer to, which an image has in a section of their own. */
  public long[] lengths = {};

  /** Ids of selectors. */
  public int[] selectors = {};

  /** Ids of socket addresses outside the heap, and their contents. */
  public int[] addresses = {};

  public byte[][] addressContents = {};
}
