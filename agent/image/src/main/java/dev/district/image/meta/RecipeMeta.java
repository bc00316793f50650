package dev.district.image.meta;

import java.io.Serializable;

/** How an object or class that can't be copied is found or made at restart. */
public final class RecipeMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Which adapter wrote it, and reads it. */
  public String kind = "";

  /** Names, descriptors and other text the adapter needs. */
  public String[] text = {};

  /** Type ids the adapter needs. */
  public int[] types = {};

  /**
   * Type id whose fields follow in the payload and are filled into the object found; 0 for none.
   */
  public int payloadType;
}
