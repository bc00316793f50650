package dev.district.image.meta;

import java.io.Serializable;

/** Class files: two arrays of one length. */
public final class ClassBytesMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Number of the class in section TYPES. */
  public int[] typeIds = {};

  public byte[][] classFiles = {};
}
