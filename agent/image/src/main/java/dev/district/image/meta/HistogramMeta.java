package dev.district.image.meta;

import java.io.Serializable;

/** Summary for people: how many objects of each class the image holds, and how many payload bytes they take. */
public final class HistogramMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  public String[] classes = {};
  public long[] objects = {};
  public long[] bytes = {};
}
