package dev.district.image.meta;

import java.io.Serializable;

/** The class histogram: three arrays of one length. */
public final class HeapSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  public String[] classNames = {};
  public long[] counts = {};
  public long[] bytes = {};
}
