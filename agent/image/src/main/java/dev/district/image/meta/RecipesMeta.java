package dev.district.image.meta;

import java.io.Serializable;

/** All recipes, those for objects and those for generated classes. */
public final class RecipesMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  public RecipeMeta[] recipes = {};

  /** Number of objects in the image; their ids are 1 to this number. */
  public int objects;
}
