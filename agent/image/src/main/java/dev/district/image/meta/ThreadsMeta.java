package dev.district.image.meta;

import java.io.Serializable;

/** All captured threads: the object of section THREADS. */
public final class ThreadsMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  public ThreadMeta[] threads = {};
}
