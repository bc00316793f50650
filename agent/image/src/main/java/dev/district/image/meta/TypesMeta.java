package dev.district.image.meta;

import java.io.Serializable;

/** The type table. */
public final class TypesMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Indexed by type id; entry 0 is unused. */
  public TypeMeta[] types = {};
}
