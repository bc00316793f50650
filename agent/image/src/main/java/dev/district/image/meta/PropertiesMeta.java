package dev.district.image.meta;

import java.io.Serializable;

/** System properties: two arrays of one length. */
public final class PropertiesMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  public String[] keys = {};
  public String[] values = {};
}
