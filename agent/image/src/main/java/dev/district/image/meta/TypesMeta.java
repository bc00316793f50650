package dev.district.image.meta;

import java.io.Serializable;

/** The type table, and the loaders that classes come from. */
public final class TypesMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Indexed by type id; entry 0 is unused. */
  public TypeMeta[] types = {};

  /** The application's own class loaders. */
  public LoaderMeta[] loaders = {};

  /** Recipes of the protection domains of classes that those loaders have defined. */
  public RecipeMeta[] domains = {};
}
